package dev.concierge.user.token.server;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Hidden
@RestController
class SignInController {
    private final SignInPage page;

    SignInController(SignInPage page) {
        this.page = page;
    }

    @GetMapping(SignInPage.PATH)
    void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        page.write(request, response, HttpStatus.OK, "");
    }

    @GetMapping(SignInPage.SIGN_OUT)
    void signOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        page.writeSignOut(request, response);
    }
}
