@NullMarked
package dev.concierge.k8s;

import org.jspecify.annotations.NullMarked;
