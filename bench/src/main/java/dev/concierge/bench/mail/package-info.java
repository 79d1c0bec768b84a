/** How fast mails go out, and what becomes of each while pods and the mail server come and go. */
@NullMarked
package dev.concierge.bench.mail;

import org.jspecify.annotations.NullMarked;
