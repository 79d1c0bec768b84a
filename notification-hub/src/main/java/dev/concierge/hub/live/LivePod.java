package dev.concierge.hub.live;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;

/** Of pods that hold sockets: all but those of the role {@code delivery}, {@code CONCIERGE_HUB_ROLE}. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnExpression("'${concierge.hub.role:all}' != 'delivery'")
public @interface LivePod {}
