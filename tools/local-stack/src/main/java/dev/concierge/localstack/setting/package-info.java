/** Where things lie and what the user set. */
@NullMarked
package dev.concierge.localstack.setting;

import org.jspecify.annotations.NullMarked;
