"""Values that flow between the stages; nothing here reads, writes or imports beyond the standard library."""
