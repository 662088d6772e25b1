package org.jukebox4j.sampling.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes configurations as JSON and reads them back. A configuration is a record of numbers, truth
 * values, texts, constants, other records, and lists, optional or nullable values of these; the
 * field names are those of its components. One of several records of a sealed interface is told by
 * its field {@code type}.
 *
 * <p>Reading is strict: every field must be there, none may be unknown, and the record's own checks
 * run. An error names the field by its path.
 */
public final class RecordJson {
  private static final String INFINITY = "infinity";
  private static final String TYPE = "type";

  private RecordJson() {}

  /**
   * Writes a configuration.
   *
   * @param config a record
   * @return its JSON
   */
  public static JsonObject write(Record config) {
    JsonObject object = new JsonObject();
    if (sealedParent(config.getClass()).isPresent()) {
      object.addProperty(TYPE, JsonNames.of(config.getClass()));
    }
    for (RecordComponent component : config.getClass().getRecordComponents()) {
      object.add(component.getName(), element(component(config, component)));
    }
    return object;
  }

  private static Optional<Class<?>> sealedParent(Class<?> type) {
    return Arrays.stream(type.getInterfaces()).filter(Class::isSealed).findFirst();
  }

  private static @Nullable Object component(Record config, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true); // of records that are not public
      return accessor.invoke(config);
    } catch (IllegalAccessException | InvocationTargetException unreadable) {
      throw new IllegalStateException(
          config.getClass().getName() + "." + component.getName() + " cannot be read", unreadable);
    }
  }

  private static JsonElement element(@Nullable Object value) {
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    if (value instanceof Record inner) {
      return write(inner);
    }
    if (value instanceof Enum<?> constant) {
      return new JsonPrimitive(JsonNames.of(constant));
    }
    if (value instanceof List<?> list) {
      JsonArray array = new JsonArray();
      list.forEach(item -> array.add(element(item)));
      return array;
    }
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? element(optional.get()) : JsonNull.INSTANCE;
    }
    if (value instanceof Double number && number.isInfinite()) {
      return new JsonPrimitive(INFINITY);
    }
    if (value instanceof Number number) {
      return new JsonPrimitive(number);
    }
    if (value instanceof Boolean truth) {
      return new JsonPrimitive(truth);
    }
    return new JsonPrimitive(String.valueOf(value));
  }

  /**
   * Reads a configuration.
   *
   * @param json what {@link #write} made
   * @param path where the object is, for messages, such as {@code "codec"}
   * @param type the record
   * @param <T> the record
   * @return the configuration
   * @throws IllegalArgumentException if the JSON does not describe one
   */
  public static <T extends Record> T read(JsonElement json, String path, Class<T> type) {
    if (!(json instanceof JsonObject object)) {
      throw wrong(path, "an object", json);
    }
    RecordComponent[] components = type.getRecordComponents();
    Set<String> known = new LinkedHashSet<>();
    if (sealedParent(type).isPresent()) {
      known.add(TYPE);
    }
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      known.add(name);
      types[i] = components[i].getType();
      JsonElement element = object.get(name);
      boolean absent = element == null || element.isJsonNull();
      if (absent && components[i].isAnnotationPresent(ZeroIfAbsent.class)) {
        element = new JsonPrimitive(0);
        absent = false;
      }
      values[i] =
          absent && isNullable(components[i])
              ? null
              : value(element, path + "." + name, components[i].getGenericType());
    }
    for (String name : object.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            path + "." + name + " is not known; known are " + String.join(", ", known));
      }
    }
    return construct(path, type, types, values);
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static <T> T construct(
      String path, Class<T> type, Class<?>[] types, @Nullable Object[] values) {
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      Throwable cause = refused.getCause();
      if (cause instanceof IllegalArgumentException) {
        throw new IllegalArgumentException(path + ": " + cause.getMessage(), cause);
      }
      throw new IllegalStateException(path + " cannot be made", cause);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(type.getName() + " cannot be made", impossible);
    }
  }

  private static Object value(@Nullable JsonElement json, String path, Type type) {
    Class<?> raw = (Class<?>) (type instanceof ParameterizedType p ? p.getRawType() : type);
    if (raw == Optional.class) {
      return json == null || json.isJsonNull()
          ? Optional.empty()
          : Optional.of(value(json, path, argument(type)));
    }
    if (json == null || json.isJsonNull()) {
      throw new IllegalArgumentException(path + " must be there, but is missing");
    }
    if (raw == List.class) {
      return list(json, path, argument(type));
    }
    if (raw.isRecord()) {
      return read(json, path, raw.asSubclass(Record.class));
    }
    // An optional number is a boxed one.
    Class<?> unboxed = MethodType.methodType(raw).unwrap().returnType();
    return raw.isSealed() ? alternative(json, path, raw) : primitive(json, path, unboxed);
  }

  private static Object alternative(JsonElement json, String path, Class<?> sealed) {
    if (!(json instanceof JsonObject object)) {
      throw wrong(path, "an object", json);
    }
    List<String> known = new ArrayList<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      String name = JsonNames.of(permitted);
      if (new JsonPrimitive(name).equals(object.get(TYPE))) {
        return read(json, path, permitted.asSubclass(Record.class));
      }
      known.add(name);
    }
    String rule = "one of " + String.join(", ", known);
    JsonElement type = object.get(TYPE);
    throw wrong(path + "." + TYPE, rule, type == null ? JsonNull.INSTANCE : type);
  }

  private static Type argument(Type type) {
    return ((ParameterizedType) type).getActualTypeArguments()[0];
  }

  private static List<Object> list(JsonElement json, String path, Type type) {
    if (!(json instanceof JsonArray array)) {
      throw wrong(path, "a list", json);
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      items.add(value(array.get(i), path + "[" + i + "]", type));
    }
    return items;
  }

  private static Object primitive(JsonElement json, String path, Class<?> raw) {
    if (!(json instanceof JsonPrimitive primitive)) {
      throw wrong(path, "a single value", json);
    }
    if (raw.isEnum()) {
      return constant(primitive, path, raw);
    }
    if (raw == String.class && primitive.isString()) {
      return primitive.getAsString();
    }
    if (raw == boolean.class && primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    if (raw == double.class) {
      return decimal(primitive, path);
    }
    if ((raw == int.class || raw == long.class) && primitive.isNumber()) {
      return whole(primitive, path, raw);
    }
    throw wrong(path, "of type " + raw.getSimpleName(), json);
  }

  private static double decimal(JsonPrimitive primitive, String path) {
    if (primitive.isString() && primitive.getAsString().equals(INFINITY)) {
      return Double.POSITIVE_INFINITY;
    }
    if (primitive.isNumber()) {
      return primitive.getAsDouble();
    }
    throw wrong(path, "a number", primitive);
  }

  private static Object whole(JsonPrimitive primitive, String path, Class<?> raw) {
    try {
      double size = Math.abs(primitive.getAsDouble());
      if (size < 1e19) {
        long value = primitive.getAsBigDecimal().longValueExact();
        return raw == int.class ? (Object) Math.toIntExact(value) : (Object) value;
      }
    } catch (ArithmeticException | NumberFormatException notWhole) {
      throw wrong(path, "a whole number", primitive);
    }
    throw wrong(path, "a whole number", primitive);
  }

  private static Object constant(JsonPrimitive primitive, String path, Class<?> raw) {
    Object[] constants = raw.getEnumConstants();
    for (Object constant : constants) {
      if (primitive.isString()
          && JsonNames.of((Enum<?>) constant).equals(primitive.getAsString())) {
        return constant;
      }
    }
    List<String> names = Arrays.stream(constants).map(c -> JsonNames.of((Enum<?>) c)).toList();
    throw wrong(path, "one of " + String.join(", ", names), primitive);
  }

  private static IllegalArgumentException wrong(String path, String rule, JsonElement json) {
    String shown = String.valueOf(json);
    shown = shown.length() > 60 ? shown.substring(0, 60) + "..." : shown;
    return new IllegalArgumentException(path + " must be " + rule + ", but was " + shown);
  }
}
