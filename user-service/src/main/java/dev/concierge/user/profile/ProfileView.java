package dev.concierge.user.profile;

import java.util.List;
import java.util.Map;

/** A guest's persona, with a reason for each field. */
record ProfileView(
        String userId,
        Persona.About about,
        List<String> topics,
        Map<String, Double> affinities,
        Map<String, String> why) {
    static ProfileView of(Profile profile, Persona persona) {
        return new ProfileView(
                profile.userId().toString(), persona.about(), persona.topics(), persona.affinities(), persona.why());
    }
}
