"""The quick form: a link and a pasted text become source, quotation and record in one edit."""
