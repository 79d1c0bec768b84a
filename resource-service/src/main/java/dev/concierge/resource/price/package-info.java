/** What an offer costs: amounts in a currency's smallest unit, every one of them accounted for. */
@NullMarked
package dev.concierge.resource.price;

import org.jspecify.annotations.NullMarked;
