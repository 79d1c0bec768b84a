/** One address for all copies of a service, as a Kubernetes Service is one for its pods. */
@NullMarked
package dev.concierge.localstack.balancer;

import org.jspecify.annotations.NullMarked;
