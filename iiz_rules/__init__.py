"""iiz-rules: declare a canton's model of interinstitutional cooperation, ask it, get reasons."""
