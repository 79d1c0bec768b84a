@NullMarked
package dev.concierge.localstack.profile;

import org.jspecify.annotations.NullMarked;
