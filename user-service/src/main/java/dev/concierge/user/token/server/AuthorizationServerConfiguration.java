package dev.concierge.user.token.server;

import dev.concierge.user.token.IssueLimit;
import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.client.ManagedClients;
import dev.concierge.user.token.operator.OperatorAccounts;
import dev.concierge.user.token.operator.PasswordLinks;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.transaction.support.TransactionTemplate;

/** The authorization server: a filter chain of its own before the platform's. */
@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {
    @Bean
    AuthorizationServerSettings authorizationServerSettings(IssuerSettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
    }

    @Bean
    RegisteredClientRepository registeredClients(RegisterClients register, ManagedClients managed, Clock clock) {
        return new KnownClients(register, managed, clock);
    }

    @Bean
    OAuth2AuthorizationService signInAuthorizations(
            JdbcOperations jdbc,
            RegisteredClientRepository clients,
            OperatorTokens tokens,
            TransactionTemplate transaction,
            Clock clock) {
        return new SignInAuthorizations(jdbc, clients, tokens, transaction, clock);
    }

    @Bean
    JwtGenerator accessTokens(JwtEncoder encoder, IssuerSettings settings, OperatorAccounts accounts, Clock clock) {
        JwtGenerator generator = new JwtGenerator(encoder);
        generator.setClock(clock);
        generator.setJwtCustomizer(new AccessTokenClaims(settings, accounts));
        return generator;
    }

    /** For client secrets; operators' passwords have a slow hash of their own. */
    @Bean
    PasswordEncoder clientSecrets() {
        return new SecretDigest();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain authorizationServer(
            HttpSecurity http,
            IssuerSettings settings,
            IssueLimit tokenLimit,
            IssueLimit passwordLimit,
            Operators operators,
            OperatorAccounts accounts,
            SignInCookie signInCookie,
            SignInGuard guard) {
        OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
        Discovery discovery = new Discovery(settings.dashboards().getFirst());
        return http.securityMatcher(new OrRequestMatcher(
                        PathPatternRequestMatcher.pathPattern("/oauth2/**"),
                        PathPatternRequestMatcher.pathPattern("/.well-known/**")))
                .with(
                        server,
                        configurer -> configurer
                                .authorizationEndpoint(endpoint -> endpoint.authorizationRequestConverters(
                                        converters -> converters.addFirst(new RoleScopes(accounts))))
                                .tokenEndpoint(token -> token.accessTokenRequestConverters(
                                        converters -> converters.addFirst(new ClientCredentialsRequest())))
                                .authorizationServerMetadataEndpoint(
                                        metadata -> metadata.authorizationServerMetadataCustomizer(
                                                builder -> builder.claims(discovery)))
                                .oidc(oidc -> oidc.providerConfigurationEndpoint(
                                        configuration -> configuration.providerConfigurationCustomizer(
                                                builder -> builder.claims(discovery)))))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                SignInPage.PATH,
                                SignInPage.SIGN_OUT,
                                SignInPage.SECOND_FACTOR,
                                PasswordLinks.PATH,
                                "/oauth2/revocations")
                        .permitAll()
                        .requestMatchers("/oauth2/authorize", "/oauth2/token")
                        .authenticated()
                        // what a default server offers besides is not ours: introspection, revocation, devices
                        .anyRequest()
                        .denyAll())
                // no session: each step of a sign-in may meet another replica
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.securityContextRepository(signInCookie))
                .requestCache(cache -> cache.requestCache(guard.requestCache()))
                .csrf(csrf -> csrf.csrfTokenRepository(new CookieCsrfTokenRepository()))
                .authenticationProvider(operators.provider())
                .formLogin(form -> form.loginPage(SignInPage.PATH)
                        .authenticationDetailsSource(Operators.GivenCode::of)
                        .successHandler(guard)
                        .failureHandler(guard))
                .logout(signOut -> signOut.logoutRequestMatcher(
                                PathPatternRequestMatcher.pathPattern(HttpMethod.POST, SignInPage.SIGN_OUT))
                        .addLogoutHandler(signInCookie)
                        .logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(new NotSignedIn(signInCookie)))
                .addFilterBefore(new HeadAsGet(), HeaderWriterFilter.class)
                .addFilterAfter(new IssueLimitFilter(tokenLimit, passwordLimit), HeaderWriterFilter.class)
                .addFilterBefore(signInCookie.rotation(), LogoutFilter.class)
                .addFilterAfter(guard.filter(), LogoutFilter.class)
                .build();
    }
}
