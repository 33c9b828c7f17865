"""The timeline under the picture: what is dated when, and the window of time that is shown."""
