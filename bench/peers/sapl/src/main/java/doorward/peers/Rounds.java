package doorward.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.jna.Native;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Reads what encode.py wrote and speaks with run.py, as go/rounds does: it verifies the peer's answer to every sign-in,
 * then times as many decisions as each line of standard input asks for. Knows no peer.
 *
 * <p>An answer is a set of demands: bit N for the N-th of {@link #demands}. {@link #BLOCKED} stands alone.
 */
final class Rounds {
  static final int BLOCKED = 1 << 31;

  /** Long enough for the compiler of the virtual machine to have done its work. */
  private static final long WARM_NANOSECONDS = 20_000_000_000L;

  private static final int CLOCK_PROCESS_CPUTIME_ID = 2;

  static {
    Native.register("c");
  }

  private final Path folder;
  final List<String> demands = new ArrayList<>();
  final List<JsonNode> signIns = new ArrayList<>();

  Rounds(Path folder) throws IOException {
    this.folder = folder;
    ObjectMapper json = new ObjectMapper();
    json.readTree(text("demands.json")).forEach(demand -> demands.add(demand.asText()));
    for (String line : lines("sign_ins.ndjson")) {
      signIns.add(json.readTree(line));
    }
  }

  /** The contents of a file that encode.py wrote. */
  String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name));
  }

  private String words(int answer) {
    if (answer == BLOCKED) {
      return "block";
    }
    List<String> words = new ArrayList<>();
    for (int i = 0; i < demands.size(); i++) {
      if ((answer >> i & 1) == 1) {
        words.add(demands.get(i));
      }
    }
    return words.isEmpty() ? "grant" : String.join("; ", words);
  }

  private static native int clock_gettime(int clock, long[] time);

  /** Of all threads, in nanoseconds: collecting garbage and compiling are part of the price. */
  private static long processorTime() {
    long[] time = new long[2];
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, time) != 0) {
      throw new IllegalStateException("clock_gettime failed");
    }
    return time[0] * 1_000_000_000L + time[1];
  }

  /**
   * Compares decide's answer to every sign-in with Doorward's and ends the program at a difference. Goes on deciding
   * until the virtual machine is warm. Then it reads lines `FIRST COUNT` and writes how many nanoseconds COUNT decisions took,
   * from sign-in FIRST on and around.
   */
  void serve(IntUnaryOperator decide) throws IOException {
    long begin = processorTime();
    List<String> wanted = lines("answers.txt");
    for (int i = 0; i < signIns.size(); i++) {
      String words = words(decide.applyAsInt(i));
      if (!words.equals(wanted.get(i))) {
        System.err.printf("sign-in %d: `%s`, Doorward says `%s`%n", i, words, wanted.get(i));
        System.exit(1);
      }
    }
    for (int i = 0; processorTime() - begin < WARM_NANOSECONDS; i++) {
      decide.applyAsInt(i % signIns.size());
    }
    System.out.println("verified " + signIns.size());
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = in.readLine()) != null; ) {
      String[] words = line.split(" ");
      int first = Integer.parseInt(words[0]);
      int end = first + Integer.parseInt(words[1]);
      long start = processorTime();
      for (int i = first; i < end; i++) {
        decide.applyAsInt(i % signIns.size());
      }
      System.out.println(processorTime() - start);
    }
  }
}
