"""What people read, and how numbers and dates are written."""
