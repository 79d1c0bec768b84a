/** What tests of every service stand on: real infrastructure, tokens, a clock, contract and architecture assertions. */
@NullMarked
package dev.concierge.testsupport;

import org.jspecify.annotations.NullMarked;
