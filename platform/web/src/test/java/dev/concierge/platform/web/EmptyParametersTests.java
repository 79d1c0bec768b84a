package dev.concierge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.problem.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

class EmptyParametersTests {
    @Test
    void aNumberThatSaysNothingIsNoNumberThatWasLeftOut() throws NoSuchMethodException {
        assertThatThrownBy(() -> asked("limit=")).isInstanceOf(InvalidInput.class);
        assertThat(asked("limit=7")).isTrue();
        assertThat(asked("kind=")).as("an empty text is the text's own matter").isTrue();
        assertThat(asked(null)).isTrue();
    }

    private static boolean asked(@Nullable String query) throws NoSuchMethodException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/list");
        request.setQueryString(query);
        if (query != null) {
            String[] pair = query.split("=", -1);
            request.addParameter(pair[0], pair[1]);
        }
        HandlerMethod list =
                new HandlerMethod(new Lists(), Lists.class.getDeclaredMethod("list", int.class, String.class));
        return new EmptyParameters().preHandle(request, new MockHttpServletResponse(), list);
    }

    static class Lists {
        String list(@RequestParam(defaultValue = "10") int limit, @RequestParam(defaultValue = "items") String kind) {
            return kind + limit;
        }
    }
}
