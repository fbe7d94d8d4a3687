"""What a person is told of a run: counted outcomes in; report, table and one sentence out."""
