"""The service: what a policy and a store answer, over HTTP. The one owner of the web framework."""
