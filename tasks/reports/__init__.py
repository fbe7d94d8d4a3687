"""What a person is told of a run: counted outcomes in; a report, a table of corrections and one sentence out."""
