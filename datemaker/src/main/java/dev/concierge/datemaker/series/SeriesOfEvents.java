package dev.concierge.datemaker.series;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
interface SeriesOfEvents extends Repository<Series, SeriesId> {
    /** Rows that another transaction holds are left out. */
    String SKIP_LOCKED = "-2";

    @Transactional(propagation = Propagation.MANDATORY)
    Series save(Series series);

    Optional<Series> findById(SeriesId id);

    @Query("select s from Series s where s.id.value > :after order by s.id.value")
    List<Series> after(UUID after, Limit limit);

    /** Those that have not been planned far enough, each to one caller only. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = SKIP_LOCKED))
    @Query("select s from Series s where s.endedAt is null and s.plannedTo < :until order by s.plannedTo")
    @Transactional(propagation = Propagation.MANDATORY)
    List<Series> plannedBefore(Instant until, Limit limit);
}
