package dev.concierge.curator.experience;

import dev.concierge.curator.experience.ExperienceJob.Step;

/**
 * Another service that has a part in an experience. Each call may come again; what was taken back stays so, whether the
 * call that makes it came before, comes later or never.
 */
interface Participant {
    /** The step that it makes. */
    Step step();

    /**
     * Makes its part.
     *
     * @throws PartRefused when the job asks for something that cannot be
     * @throws dev.concierge.platform.http.ServiceUnavailable when it does not answer
     */
    void make(ExperienceJob job);

    /** Takes its part back. */
    void undo(ExperienceJob job);
}
