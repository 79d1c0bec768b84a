package dev.concierge.user.token.operator;

import dev.concierge.user.token.GeneratedSecret;
import dev.concierge.user.token.TakenNames;
import dev.concierge.user.token.operator.PasswordLinks.Link;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who gets in and as what. Whatever is taken from an operator ends their sessions and tokens in the same transaction. */
@Component
public class ChangeOperators {
    private final OperatorAccounts accounts;
    private final Passwords passwords;
    private final SignedInOperators signedIn;
    private final PasswordLinks links;
    private final TakenNames taken;

    ChangeOperators(
            OperatorAccounts accounts,
            Passwords passwords,
            SignedInOperators signedIn,
            PasswordLinks links,
            TakenNames taken) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.signedIn = signedIn;
        this.links = links;
        this.taken = taken;
    }

    @Transactional
    Link invite(String name, OperatorRole role, String by) {
        if (taken.isTaken(name) || !accounts.add(name, role, by)) {
            throw new OperatorFact.NameTaken(name);
        }
        return links.give(name);
    }

    /** The password is no longer one; who is signed in with it is signed out. */
    @Transactional
    Link reset(String name) {
        OperatorAccount account = withPasswordHere(name);
        if (account.isDeactivated()) {
            throw new OperatorFact.Deactivated(name);
        }
        keepAnAdminBesides(name);
        Link link = links.give(name);
        signedIn.endAllOf(name);
        return link;
    }

    @Transactional
    void changeRole(String name, OperatorRole role) {
        if (role != OperatorRole.ADMIN) {
            keepAnAdminBesides(name);
        }
        if (existing(name).role() != role) {
            accounts.changeRole(name, role);
            signedIn.endAllOf(name);
        }
    }

    @Transactional
    void deactivate(String name) {
        keepAnAdminBesides(name);
        if (!existing(name).isDeactivated()) {
            accounts.deactivate(name);
            signedIn.endAllOf(name);
        }
    }

    /** With a new link, as the old password is older than what made somebody deactivate them. */
    @Transactional
    Optional<Link> activate(String name) {
        OperatorAccount account = existing(name);
        accounts.activate(name);
        return account.isBuiltIn() || !account.isDeactivated() ? Optional.empty() : Optional.of(links.give(name));
    }

    /** Sets the password of whoever has the link, which is used up; empty for one that is used, old or nobody's. */
    @Transactional
    public Optional<String> setPassword(String link, String hash) {
        Optional<String> name = accounts.redeemLink(GeneratedSecret.digest(link), hash);
        name.ifPresent(signedIn::endAllOf);
        return name;
    }

    @Transactional
    void changePassword(String name, String hash) {
        withPasswordHere(name);
        accounts.changePassword(name, hash);
        signedIn.endAllOf(name);
    }

    /** Where the account is an admin's. */
    private void keepAnAdminBesides(String name) {
        List<OperatorAccount> able = accounts.lockAdmins().stream()
                .filter(admin -> !admin.isDeactivated() && passwords.of(admin) != null)
                .toList();
        if (able.stream().map(OperatorAccount::name).toList().equals(List.of(name))) {
            throw new OperatorFact.LastAdmin(name);
        }
    }

    private OperatorAccount withPasswordHere(String name) {
        OperatorAccount account = existing(name);
        if (account.isBuiltIn()) {
            throw new OperatorFact.PasswordInFile(name);
        }
        return account;
    }

    OperatorAccount existing(String name) {
        return accounts.find(name).orElseThrow(() -> new OperatorFact.NotFound(name));
    }
}
