"""Export: what people decided, as tables, documents and files for other tools."""
