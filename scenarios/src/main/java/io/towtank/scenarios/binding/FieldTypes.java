package io.towtank.scenarios.binding;

import io.towtank.model.Labels;
import io.towtank.model.ResourceList;
import io.towtank.scheduling.framework.PluginArgs;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** Which kind of value a component of a record takes. */
final class FieldTypes {
  private FieldTypes() {}

  static FieldType of(RecordComponent component) {
    return of(component.getGenericType(), component);
  }

  private static FieldType of(Type type, RecordComponent component) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == List.class) {
        Size size = component.getAnnotation(Size.class);
        if (size == null) {
          throw new IllegalStateException("no @Size on " + component);
        }
        return new ListType(
            of(generic.getActualTypeArguments()[0], component), size.min(), size.max());
      }
      if (generic.getRawType() == SortedMap.class) {
        return new MapTypes.OptionsType();
      }
    } else if (type instanceof Class<?> simple) {
      return ofClass(simple, component);
    }
    throw new IllegalStateException("no field can have the type of " + component);
  }

  private static FieldType ofClass(Class<?> type, RecordComponent component) {
    if (type == String.class) {
      return Scalars.TEXT;
    }
    if (type == boolean.class) {
      return Scalars.TRUTH;
    }
    if (type == int.class || type == Integer.class) {
      return Scalars.INT;
    }
    if (type == long.class || type == Long.class) {
      return Scalars.LONG;
    }
    if (type == double.class || type == Double.class) {
      return Scalars.DOUBLE;
    }
    if (type == Duration.class) {
      return Scalars.DURATION;
    }
    if (type == Instant.class) {
      return Scalars.INSTANT;
    }
    if (type == Ratio.class) {
      return Scalars.RATIO;
    }
    if (type == ByteSize.class) {
      return Scalars.BYTES;
    }
    if (type == ResourceList.class) {
      return new Amounts();
    }
    if (type == Labels.class) {
      return new MapTypes.LabelsType();
    }
    if (type == PluginArgs.class) {
      return new MapTypes.FreeType();
    }
    if (type == FurtherFields.class) {
      return new MapTypes.FurtherType();
    }
    if (type == Path.class) {
      return new FileType();
    }
    if (type.isEnum()) {
      return Scalars.ofEnum(type, component.getAnnotation(Words.class));
    }
    if (type.isRecord()) {
      return new RecordType(type);
    }
    throw new IllegalStateException("no field can have the type of " + component);
  }
}
