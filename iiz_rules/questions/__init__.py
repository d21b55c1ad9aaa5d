"""What can be asked of a policy: about a case, about bodies, of what is kept, about a frame."""
