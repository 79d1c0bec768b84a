/** From sources to something that starts fast: build, extract, AOT cache. */
@NullMarked
package dev.concierge.localstack.app;

import org.jspecify.annotations.NullMarked;
