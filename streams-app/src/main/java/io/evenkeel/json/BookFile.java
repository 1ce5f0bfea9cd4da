package io.evenkeel.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.evenkeel.schemas.Account;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.CustodianPositions;
import io.evenkeel.schemas.Model;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.Restrictions;
import io.evenkeel.schemas.Security;
import io.evenkeel.schemas.Target;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/**
 * A book: securities, models, targets and accounts with their positions and opening state, each by
 * its id in the order of the file.
 *
 * <p>Optional fields and their defaults: {@code firmId} FIRM, {@code ownerFirmId} the firm of the
 * accounts where all are of one, else FIRM, {@code advisorId} ADVISOR, {@code custodian} the first
 * one configured, {@code type} CASH, {@code status} ACTIVE, {@code version} 1, {@code scope}
 * ENTERPRISE, {@code feed} END_OF_DAY, times the moment of import, {@code cash} 0; a sleeve is
 * MANAGED when it is called so and follows the model of its id otherwise.
 *
 * @param restrictions of the accounts that have some
 * @param custodianPositions of the accounts whose custodian says something
 * @param openings one command per account that says its target, rebalancing and leverage
 */
public record BookFile(
    Map<String, Security> securities,
    Map<String, Model> models,
    Map<String, Target> targets,
    Map<String, Account> accounts,
    Map<String, Positions> positions,
    Map<String, AccountCommand> openings,
    Map<String, Restrictions> restrictions,
    Map<String, CustodianPositions> custodianPositions) {
  public static final String DEFAULT_FIRM = "FIRM";
  public static final String DEFAULT_ADVISOR = "ADVISOR";

  private static final Set<String> SECTIONS = Set.of("securities", "models", "targets", "accounts");
  private static final Set<String> OPENING_FIELDS =
      Set.of("targetId", "rebalancing", "established");
  private static final String RESTRICTIONS = "restrictions";
  private static final String CUSTODIAN = "custodianPositions";
  private static final Set<String> POSITIONS_FIELDS =
      Set.of("sleeves", "asOf", "executionsThrough", "feed", "positionsVersion");

  public BookFile {
    securities = Collections.unmodifiableMap(securities);
    models = Collections.unmodifiableMap(models);
    targets = Collections.unmodifiableMap(targets);
    accounts = Collections.unmodifiableMap(accounts);
    positions = Collections.unmodifiableMap(positions);
    openings = Collections.unmodifiableMap(openings);
    restrictions = Collections.unmodifiableMap(restrictions);
    custodianPositions = Collections.unmodifiableMap(custodianPositions);
  }

  /** The book without the positions of such accounts, which may be newer on the topics. */
  public BookFile withoutPositionsOf(Set<String> accountIds) {
    var kept = new LinkedHashMap<>(positions);
    kept.keySet().removeAll(accountIds);
    return new BookFile(
        securities, models, targets, accounts, kept, openings, restrictions, custodianPositions);
  }

  /**
   * Reads a book.
   *
   * @param at the time of everything that states none
   * @param custodian of accounts that name none
   * @throws JsonFault whose message names line and field
   */
  public static BookFile read(String text, Instant at, String custodian) {
    try {
      return new Reading(at, custodian).book(Json.tree(text));
    } catch (JsonFault fault) {
      if (fault.pointer().isEmpty()) {
        throw fault;
      }
      throw new JsonFault(
          fault.pointer(),
          "line %d, field %s: %s"
              .formatted(lineOf(text, fault.pointer()), fault.field(), fault.sentence()));
    }
  }

  /** The line of the value, or of the nearest thing around it that is in the text. */
  private static int lineOf(String text, String pointer) {
    for (var at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      var line = Json.lineOf(text, at);
      if (line > 0) {
        return line;
      }
    }
    return 1;
  }

  /** One reading of one text. */
  private static final class Reading {
    private final Instant at;
    private final String custodian;
    private final RecordReader reader;

    Reading(Instant at, String custodian) {
      this.at = at;
      this.custodian = custodian;
      this.reader = new RecordReader(ZoneOffset.UTC, Map.of());
    }

    BookFile book(JsonNode tree) {
      var root = object(tree, "");
      refuseUnknownSections(root);
      var owner = owner(root);
      var accounts = new LinkedHashMap<String, Account>();
      var positions = new LinkedHashMap<String, Positions>();
      var openings = new LinkedHashMap<String, AccountCommand>();
      var restrictions = new LinkedHashMap<String, Restrictions>();
      var custodianPositions = new LinkedHashMap<String, CustodianPositions>();
      each(
          root,
          "accounts",
          "accountId",
          (id, json, pointer) -> {
            accounts.put(id, account(id, json, pointer));
            positions.put(id, positions(json, pointer));
            openings.put(id, opening(id, json, pointer));
            if (json.has(RESTRICTIONS)) {
              restrictions.put(id, restrictions(json, pointer));
            }
            if (json.has(CUSTODIAN)) {
              custodianPositions.put(id, custodianPositions(json, pointer + "/" + CUSTODIAN));
            }
          });
      return new BookFile(
          securities(root),
          models(root, owner),
          targets(root, owner),
          accounts,
          positions,
          openings,
          restrictions,
          custodianPositions);
    }

    private void refuseUnknownSections(ObjectNode root) {
      root.fieldNames()
          .forEachRemaining(
              name -> {
                if (!SECTIONS.contains(name)) {
                  throw new JsonFault("/" + name, RecordReader.unknown(name, SECTIONS));
                }
              });
    }

    /** Whose models and targets are that name no firm: the accounts', where all are of one. */
    private static String owner(ObjectNode root) {
      var firms = new TreeSet<String>();
      root.path("accounts").forEach(a -> firms.add(a.path("firmId").asText(DEFAULT_FIRM)));
      return firms.size() == 1 ? firms.first() : DEFAULT_FIRM;
    }

    private Map<String, Security> securities(ObjectNode root) {
      var securities = new LinkedHashMap<String, Security>();
      each(
          root,
          "securities",
          root.at("/securities/0").has("securityId") ? "securityId" : "symbol",
          (id, json, pointer) -> {
            rename(json, "class", "securityClass");
            json.remove("securityId");
            orElse(json, "symbol", id);
            securities.put(id, record(Security.class, json, pointer));
          });
      return securities;
    }

    private Map<String, Model> models(ObjectNode root, String owner) {
      var models = new LinkedHashMap<String, Model>();
      each(
          root,
          "models",
          "modelId",
          (id, json, pointer) -> {
            json.remove("modelId");
            rename(json, "firmId", "ownerFirmId");
            orElse(json, "ownerFirmId", owner);
            orElse(json, "manager", "");
            orElse(json, "version", 1);
            namedById(json);
            models.put(id, record(Model.class, json, pointer));
          });
      return models;
    }

    private Map<String, Target> targets(ObjectNode root, String owner) {
      var targets = new LinkedHashMap<String, Target>();
      each(
          root,
          "targets",
          "targetId",
          (id, json, pointer) -> {
            json.remove("targetId");
            rename(json, "firmId", "ownerFirmId");
            orElse(json, "ownerFirmId", owner);
            orElse(json, "version", 1);
            orElse(json, "scope", "ENTERPRISE");
            orElse(json, "createdAt", at.toString());
            targets.put(id, record(Target.class, json, pointer));
          });
      return targets;
    }

    private Account account(String id, ObjectNode whole, String pointer) {
      var json = whole.deepCopy();
      json.remove("accountId");
      json.remove(OPENING_FIELDS);
      json.remove(POSITIONS_FIELDS);
      json.remove(RESTRICTIONS);
      json.remove(CUSTODIAN);
      rename(json, "custodian", "custodianId");
      orElse(json, "custodianId", custodian);
      orElse(json, "custodianAccountRef", id);
      orElse(json, "firmId", DEFAULT_FIRM);
      orElse(json, "advisorId", DEFAULT_ADVISOR);
      orElse(json, "type", "CASH");
      orElse(json, "status", "ACTIVE");
      return record(Account.class, json, pointer);
    }

    private Positions positions(ObjectNode whole, String pointer) {
      var json = whole.deepCopy().retain(POSITIONS_FIELDS);
      rename(json, "positionsVersion", "version");
      orElse(json, "version", 1);
      orElse(json, "asOf", at.toString());
      orElse(json, "feed", "END_OF_DAY");
      var sleeves = list(json, "sleeves", pointer);
      for (var i = 0; i < sleeves.size(); i++) {
        sleeve(object(sleeves.get(i), pointer + "/sleeves/" + i));
      }
      return record(Positions.class, json, pointer);
    }

    private void sleeve(ObjectNode json) {
      json.remove("effectiveLeverage");
      rename(json, "cash", "settledCash");
      orElse(json, "settledCash", "0");
      var id = json.path("sleeveId").asText(json.path("modelId").asText("MANAGED"));
      orElse(json, "sleeveId", id);
      orElse(json, "kind", id.equals("MANAGED") ? "MANAGED" : "MODEL");
      if (json.path("kind").asText().equals("MODEL")) {
        orElse(json, "modelId", id);
      }
      namedById(json);
    }

    private Restrictions restrictions(ObjectNode whole, String pointer) {
      var json = whole.deepCopy().retain(RESTRICTIONS);
      for (var restriction : list(json, RESTRICTIONS, pointer)) {
        if (restriction instanceof ObjectNode object) {
          rename(object, "symbol", "securityId");
          rename(object, "substitute", "substituteId");
        }
      }
      return record(Restrictions.class, json, pointer);
    }

    private CustodianPositions custodianPositions(ObjectNode account, String pointer) {
      var json = object(account.get(CUSTODIAN), pointer).deepCopy();
      rename(json, "cash", "settledCash");
      orElse(json, "settledCash", "0");
      orElse(json, "asOf", account.path("asOf").asText(at.toString()));
      namedById(json);
      return record(CustodianPositions.class, json, pointer);
    }

    private AccountCommand opening(String id, ObjectNode whole, String pointer) {
      var json = whole.deepCopy().retain(OPENING_FIELDS);
      json.put("type", "OPENING_STATE");
      json.put("commandId", "opening-" + id);
      json.put("sentBy", "book");
      json.put("sentAt", at.toString());
      json.put("firmId", whole.path("firmId").asText(DEFAULT_FIRM));
      json.set("leverage", leverage(whole));
      return record(AccountCommand.class, json, pointer);
    }

    private static ObjectNode leverage(ObjectNode account) {
      var leverage = Json.object();
      for (var sleeve : account.path("sleeves")) {
        if (sleeve.has("effectiveLeverage")) {
          var id = sleeve.path("modelId").asText(sleeve.path("sleeveId").asText());
          leverage.set(id, sleeve.get("effectiveLeverage"));
        }
      }
      return leverage;
    }

    private <T extends SpecificRecord> T record(Class<T> type, ObjectNode json, String pointer) {
      try {
        return reader.read(type, json);
      } catch (JsonFault fault) {
        throw new JsonFault(pointer + asWritten(fault.pointer()), fault.sentence());
      }
    }

    /** The pointer with the names that stand in the file. */
    private static String asWritten(String pointer) {
      return pointer
          .replace("/settledCash", "/cash")
          .replace("/substituteId", "/substitute")
          .replace("/custodianId", "/custodian")
          .replace("/securityClass", "/class")
          .replace("/securityId", "/symbol");
    }

    private interface Item {
      void read(String id, ObjectNode json, String pointer);
    }

    private static void each(ObjectNode root, String section, String idField, Item item) {
      var list = list(root, section, "");
      var seen = new java.util.HashSet<String>();
      for (var i = 0; i < list.size(); i++) {
        var pointer = "/" + section + "/" + i;
        var json = object(list.get(i), pointer);
        var id = json.path(idField).asText("");
        if (id.isEmpty()) {
          throw new JsonFault(pointer, "field %s is missing".formatted(idField));
        }
        if (!seen.add(id)) {
          throw new JsonFault(pointer + "/" + idField, "%s stands twice; remove one".formatted(id));
        }
        item.read(id, json.deepCopy(), pointer);
      }
    }

    private static List<JsonNode> list(ObjectNode json, String field, String pointer) {
      var node = json.get(field);
      if (node == null) {
        return List.of();
      }
      if (node instanceof ArrayNode array) {
        return array.valueStream().toList();
      }
      throw new JsonFault(pointer + "/" + field, "a list was expected, not " + node);
    }

    private static ObjectNode object(JsonNode node, String pointer) {
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new JsonFault(pointer, "an object was expected, not " + node);
    }

    private static void namedById(ObjectNode json) {
      for (var holding : json.path("holdings")) {
        if (holding instanceof ObjectNode object) {
          rename(object, "symbol", "securityId");
        }
      }
    }

    private static void rename(ObjectNode json, String from, String to) {
      var value = json.remove(from);
      if (value != null) {
        json.set(to, value);
      }
    }

    private static void orElse(ObjectNode json, String field, String value) {
      if (!json.has(field)) {
        json.set(field, TextNode.valueOf(value));
      }
    }

    private static void orElse(ObjectNode json, String field, int value) {
      if (!json.has(field)) {
        json.put(field, value);
      }
    }
  }
}
