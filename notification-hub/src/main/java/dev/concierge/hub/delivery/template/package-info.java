/** What messages say: templates in versions and languages, and how a guest's data is put into them. */
@NullMarked
package dev.concierge.hub.delivery.template;

import org.jspecify.annotations.NullMarked;
