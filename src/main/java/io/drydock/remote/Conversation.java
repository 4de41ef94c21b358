package io.drydock.remote;

import io.drydock.diag.Printable;
import io.drydock.diag.Secret;
import io.drydock.remote.HeardAuth.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;

/**
 * Keyboard-interactive authentication. The password that is known answers the first prompt that stands alone and hides what is
 * typed, whatever its language; a person answers all others.
 */
final class Conversation {
    static final String METHOD = "keyboard-interactive";

    private static final int MOST_PROMPTS = 32;
    private static final int MOST_ROUNDS = 32;
    /** What asks for something that changes with the time, which no password answers. */
    private static final Pattern ONE_TIME = Pattern.compile(
            "\\b(code|otp|token|pin|passcode|one[- ]time|verification|yubikey|duo)\\b", Pattern.CASE_INSENSITIVE);

    private record Question(String text, boolean echo) {}

    private final HeardAuth authentication;
    private final BiFunction<String, Boolean, Optional<Secret>> person;
    private Optional<Secret> password;
    private String unanswered = "";

    /** @param person answers what is asked, if there is one */
    Conversation(
            HeardAuth authentication, Optional<Secret> password, BiFunction<String, Boolean, Optional<Secret>> person) {
        this.authentication = authentication;
        this.password = password;
        this.person = person;
    }

    /** The prompt that nobody has answered; empty when all were. */
    String unanswered() {
        return unanswered;
    }

    Answer hold() throws SSHException {
        Answer answer = authentication.ask(METHOD, p -> p.putString("").putString(""));
        for (int i = 0; i < MOST_ROUNDS && answer instanceof Answer.Asked(Buffer.PlainBuffer packet); i++) {
            Optional<List<Secret>> answers = answers(packet);
            if (answers.isEmpty()) return new Answer.Refused(false);
            SSHPacket response = new SSHPacket(Message.USERAUTH_INFO_RESPONSE);
            response.putUInt32(answers.get().size());
            answers.get().forEach(a -> response.putSensitiveString(a.reveal().toCharArray()));
            answer = authentication.send(METHOD, response);
        }
        return answer instanceof Answer.Asked ? new Answer.Refused(false) : answer;
    }

    /** Empty where one is missing. */
    private Optional<List<Secret>> answers(Buffer.PlainBuffer packet) throws SSHException {
        String heading = heading(packet.readString(), packet.readString());
        packet.readString(); // language
        List<Question> questions = questions(packet);
        List<Secret> answers = new ArrayList<>();
        for (Question question : questions) {
            Optional<Secret> answer =
                    questions.size() == 1 && isForPassword(question) ? takePassword() : ask(heading, question);
            if (answer.isEmpty()) {
                unanswered = Printable.line(question.text.strip());
                return Optional.empty();
            }
            answers.add(answer.get());
            heading = "";
        }
        return Optional.of(answers);
    }

    private static List<Question> questions(Buffer.PlainBuffer packet) throws SSHException {
        long count = packet.readUInt32();
        if (count > MOST_PROMPTS) throw new SSHException("it asks " + count + " questions at once");
        List<Question> questions = new ArrayList<>();
        for (long i = 0; i < count; i++) questions.add(new Question(packet.readString(), packet.readBoolean()));
        return questions;
    }

    private boolean isForPassword(Question question) {
        return password.isPresent()
                && !question.echo
                && !ONE_TIME.matcher(question.text).find();
    }

    private Optional<Secret> takePassword() {
        Optional<Secret> given = password;
        password = Optional.empty();
        return given;
    }

    private Optional<Secret> ask(String heading, Question question) {
        return person.apply(heading + Printable.line(question.text), question.echo);
    }

    /** What the host says before it asks, each line by itself. */
    private static String heading(String name, String instruction) {
        StringBuilder heading = new StringBuilder();
        (name + "\n" + instruction)
                .lines()
                .filter(l -> !l.isBlank())
                .forEach(l -> heading.append(Printable.line(l.strip())).append('\n'));
        return heading.toString();
    }
}
