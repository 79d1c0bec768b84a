/** Tests of pages in a real browser. A module that uses them declares Playwright itself. */
@NullMarked
package dev.concierge.testsupport.browser;

import org.jspecify.annotations.NullMarked;
