/** Changes of JSON documents as data: JSON Patch (RFC 6902). */
@NullMarked
package dev.concierge.resource.patch;

import org.jspecify.annotations.NullMarked;
