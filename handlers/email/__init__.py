"""Mail: letters in over SMTP, LMTP and IMAP, answers out through the firm's relay."""
