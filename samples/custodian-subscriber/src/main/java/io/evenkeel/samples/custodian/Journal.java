package io.evenkeel.samples.custodian;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecutionResult;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Everything that was read and said, in this order, on disk before anything is done because of it.
 *
 * <p>Every start begins a new Avro data file, which carries its schema, so that a newer version of
 * this program reads what an older one wrote. Beside them stands how many answers are known to be
 * with Kafka: those behind that number are sent again after a crash, byte for byte.
 *
 * <p>A real custodian has this in its database: a table of orders with a unique key on orderId, and
 * a table of answers to be sent, written in the one transaction that takes the order.
 */
public final class Journal implements AutoCloseable {
  private static final Schema ENTRY =
      Schema.createUnion(ApprovedTradeBatch.getClassSchema(), ExecutionResult.getClassSchema());
  private static final SpecificData DATA = new SpecificData();

  static {
    GeneratedClasses.trust();
    DATA.addLogicalTypeConversion(new Conversions.DecimalConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.DateConversion());
  }

  private final Path directory;
  private final DataFileWriter<SpecificRecord> writer;

  private Journal(Path directory, DataFileWriter<SpecificRecord> writer) {
    this.directory = directory;
    this.writer = writer;
  }

  /**
   * Opens the journal of a directory, which is made where it is missing.
   *
   * @param replay is given every entry that it holds, the oldest first
   */
  public static Journal open(Path directory, Consumer<SpecificRecord> replay) {
    try {
      Files.createDirectories(directory);
      var files = files(directory);
      for (var file : files) {
        read(file, replay);
      }
      return new Journal(directory, begin(directory, files.size() + 1));
    } catch (IOException e) {
      throw new UncheckedIOException("the journal in " + directory + " cannot be used", e);
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".avro")).sorted().toList();
    }
  }

  private static DataFileWriter<SpecificRecord> begin(Path directory, int number)
      throws IOException {
    var writer = new DataFileWriter<SpecificRecord>(new SpecificDatumWriter<>(ENTRY, DATA));
    writer.create(ENTRY, directory.resolve("journal-%06d.avro".formatted(number)).toFile());
    writer.fSync();
    return writer;
  }

  /** What a crash left half written at the end was not acted on yet, and is left out. */
  private static void read(Path file, Consumer<SpecificRecord> replay) throws IOException {
    var entries = new SpecificDatumReader<SpecificRecord>(ENTRY, ENTRY, DATA);
    try (var reader = new DataFileReader<>(file.toFile(), entries)) {
      while (reader.hasNext()) {
        replay.accept(reader.next());
      }
    } catch (IOException | AvroRuntimeException e) {
      if (!(e instanceof EOFException) && !(e.getCause() instanceof EOFException)) {
        throw e;
      }
    }
  }

  /** Writes an entry; it is safe after the next {@link #force}. */
  public void write(SpecificRecord entry) {
    try {
      writer.append(entry);
    } catch (IOException e) {
      throw new UncheckedIOException("the journal in " + directory + " cannot be written", e);
    }
  }

  /** Returns once everything that was written survives a power cut. */
  public void force() {
    try {
      writer.fSync();
    } catch (IOException e) {
      throw new UncheckedIOException("the journal in " + directory + " cannot be written", e);
    }
  }

  /** How many answers, from the first on, are known to be with Kafka. */
  public long delivered() {
    try {
      return Long.parseLong(Files.readString(directory.resolve("delivered")).strip());
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException("the journal in " + directory + " cannot be read", e);
    }
  }

  /** Notes it. A number that is too low after a crash sends an answer twice, which is harmless. */
  public void delivered(long answers) {
    try {
      var next = Files.writeString(directory.resolve("delivered.next"), Long.toString(answers));
      Files.move(
          next,
          directory.resolve("delivered"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the journal in " + directory + " cannot be written", e);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the journal in " + directory + " cannot be closed", e);
    }
  }
}
