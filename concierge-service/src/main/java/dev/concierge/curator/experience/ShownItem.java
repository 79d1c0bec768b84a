package dev.concierge.curator.experience;

import dev.concierge.curator.item.ExperienceItems;
import dev.concierge.curator.item.ItemDetails;
import dev.concierge.curator.item.Visibility;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An experience as it is found and shown. */
final class ShownItem {
    private ShownItem() {}

    /** Where an image is read. */
    static String address(String image) {
        return "/content/" + image;
    }

    static ItemDetails of(ExperienceJob job) {
        CreateExperience.Info info = job.content().experience();
        Map<String, @Nullable Object> attributes =
                new HashMap<>(info.attributes() == null ? Map.of() : info.attributes());
        // by which a search can ask whether it can be had
        attributes.put("businessId", job.content().businessId());
        attributes.put("offerId", String.valueOf(job.state().offerId()));
        return new ItemDetails(
                ExperienceItems.KIND,
                info.name(),
                info.description(),
                info.tags(),
                attributes,
                info.topics(),
                info.languages(),
                job.content().shownImages().stream().map(ShownItem::address).toList(),
                info.place(),
                info.price(),
                Visibility.PUBLIC,
                null,
                job.state().party().owner(),
                job.state().party().capacity(),
                null,
                null);
    }
}
