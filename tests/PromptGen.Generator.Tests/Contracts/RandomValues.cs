using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Tests.Contracts;

/// <summary>Values of a contract's type: most of them can be written, and whatever a type can hold that a schema does not admit is there now and then.</summary>
internal sealed class RandomValues(ContractModel model, Random random)
{
    private const int MaxDepth = 5;

    private static readonly string[] Texts = ["", "a", "none", "b\"", "\\", "a\nb", "\ud83d\ude00\ud83d\ude00", "AB-1", "yes", "2026", "a@b.example", "https://example.com/", "AQID", "xyz", "\u0000"];

    private static readonly DateTime[] Moments = [DateTime.MinValue, DateTime.MaxValue, new(2026, 1, 31, 9, 30, 0, 5), new DateTime(2026, 1, 31, 9, 30, 0, DateTimeKind.Utc).AddTicks(1)];

    public object? Next(Type type) => model.Root is WrappedDefinition wrapped ? Value(wrapped.Value, type, 0) : Define(model.Root, type, 0);

    private object? Value(TypeShape shape, Type type, int depth)
    {
        if (shape.IsNullable && (depth > MaxDepth || random.Next(4) == 0))
            return null;
        type = Nullable.GetUnderlyingType(type) ?? type;

        // What the type would not admit, had it been asked.
        if (!type.IsValueType && random.Next(300) == 0)
            return null;
        return shape switch
        {
            TextShape text => Text(text.Rules),
            BooleanShape => random.Next(2) == 0,
            NumberShape number => Number(number, type),
            FormShape form => Form(form.Form),
            DefinedShape defined => Define(model[defined], type, depth),
            ListShape list => List(list, type, depth),
            DictionaryShape dictionary => Dictionary(dictionary, type, depth),
            _ => throw new InvalidOperationException(shape.ToString()),
        };
    }

    private object? Define(TypeDefinition definition, Type type, int depth)
    {
        switch (definition)
        {
            case EnumDefinition enumeration:
                // Any bits at all, or some of those that have names.
                var names = enumeration.Members.Select(member => Enum.Parse(type, member.Name)).ToList();
                if (random.Next(100) == 0)
                    return Enum.ToObject(type, random.Next(-1, 100));
                return enumeration.IsFlags
                    ? Enum.ToObject(type, names.Where(_ => random.Next(2) == 0).Aggregate(0, static (all, flag) => all | (int)flag))
                    : names[random.Next(names.Count)];
            case UnionDefinition union:
                var branch = (ObjectDefinition)model[union.Branches[random.Next(union.Branches.Count)]];
                return Define(branch, type.Assembly.GetTypes().Single(candidate => type.IsAssignableFrom(candidate) && candidate.Name == branch.Name), depth);
            default:
                return Object((ObjectDefinition)definition, type, depth + 1);
        }
    }

    private object Object(ObjectDefinition definition, Type type, int depth)
    {
        var values = definition.Members.ToDictionary(static member => member.Name, member => Value(member.Shape, TypeOf(type, member), depth));
        var arguments = definition.Members.Where(static member => member.Parameter is not null).OrderBy(static member => member.Parameter).ToList();
        var constructor = type.GetConstructors().FirstOrDefault(candidate => definition.IsTuple
            ? candidate.GetParameters().Length == arguments.Count
            : candidate.GetParameters().Select(static parameter => parameter.Name!).SequenceEqual(arguments.Select(static member => member.Name), StringComparer.OrdinalIgnoreCase));
        var value = constructor is null ? Activator.CreateInstance(type)! : constructor.Invoke([.. arguments.Select(member => values[member.Name])]);
        foreach (var member in definition.Members.Where(static member => member.InInitializer))
            type.GetProperty(member.Name)!.SetValue(value, values[member.Name]);
        return value;
    }

    private static Type TypeOf(Type type, ObjectMember member) =>
        type.GetProperty(member.Name)?.PropertyType ?? type.GetField(member.Name)?.FieldType ?? type.GetGenericArguments()[member.Parameter!.Value];

    private object? List(ListShape list, Type type, int depth)
    {
        // The default of an immutable array is no list.
        if (list.Kind == ListKind.ImmutableArray && random.Next(200) == 0)
            return Activator.CreateInstance(type);
        var item = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
        var items = Enumerable.Range(0, Count(list.Count, depth)).Select(_ => Value(list.Item, item, depth + 1)).ToList();
        return Call(nameof(ToList), [item], items, type);
    }

    private object? Dictionary(DictionaryShape dictionary, Type type, int depth)
    {
        var arguments = type.GetGenericArguments();
        var entries = Enumerable.Range(0, Count(dictionary.Count, depth)).Select(_ => (Value(dictionary.Key, arguments[0], depth + 1), Value(dictionary.Value, arguments[1], depth + 1)))
            .Where(static entry => entry.Item1 is not null).DistinctBy(static entry => entry.Item1).ToList();
        return Call(nameof(ToDictionary), arguments, entries, type);
    }

    private static object Call(string method, Type[] types, object items, Type target) =>
        typeof(RandomValues).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types).Invoke(null, [items, target])!;

    private static object ToList<T>(List<object?> items, Type target)
    {
        var typed = items.Select(static item => (T)item!);
        Func<IEnumerable<T>, object>[] makes = [static all => all.ToArray(), static all => all.ToList(), static all => all.ToImmutableArray(), static all => ImmutableList.CreateRange(all), static all => new Queue<T>(all), static all => all.ToFrozenSet(), static all => all.ToHashSet(), static all => ImmutableHashSet.CreateRange(all)];
        return makes.Select(make => make(typed)).First(target.IsInstanceOfType);
    }

    private static object ToDictionary<TKey, TValue>(List<(object? Key, object? Value)> entries, Type target)
        where TKey : notnull
    {
        var dictionary = entries.ToDictionary(static entry => (TKey)entry.Key!, static entry => (TValue)entry.Value!);
        return target.IsInstanceOfType(dictionary) ? dictionary : target.IsAssignableFrom(typeof(ImmutableDictionary<TKey, TValue>)) ? dictionary.ToImmutableDictionary() : dictionary.ToFrozenDictionary();
    }

    private int Count(CountRange range, int depth) => random.Next(20) == 0 ? random.Next(5) : depth > MaxDepth ? range.Minimum ?? 0 : random.Next(range.Minimum ?? 0, Math.Min(range.Maximum ?? 3, 3) + 1);

    private string Text(TextRules rules) => random.Next(200) == 0 ? "\ud83d"
        : rules.Allowed.Count > 0 ? rules.Allowed[random.Next(rules.Allowed.Count)]
        : rules.Length is { IsOpen: false } length && random.Next(10) > 0 ? new('x', random.Next(length.Minimum ?? 0, length.Maximum + 1 ?? 5))
        : rules.Pattern is not null ? RandomTypes.Patterns.First(pattern => EcmaPattern.Translate(pattern.Pattern).Pattern?.Schema == rules.Pattern).Texts[0]
        : rules.Format switch
        {
            TextFormat.Email => Texts[10],
            TextFormat.Url => Texts[11],
            TextFormat.Base64 => Texts[12],
            _ => Texts[random.Next(Texts.Length)],
        };

    private object Number(NumberShape number, Type type)
    {
        var low = number.Range.Minimum is { } minimum ? double.Parse(minimum, CultureInfo.InvariantCulture) : 0;
        var high = number.Range.Maximum is { } maximum ? double.Parse(maximum, CultureInfo.InvariantCulture) : 100;
        var value = low + (random.NextDouble() * Math.Min(high - low, 1000));
        if (random.Next(3) > 0)
            return System.Convert.ChangeType(number.Kind.IsInteger() ? Math.Round(value) : value, type, CultureInfo.InvariantCulture);
        object[] special = type == typeof(double) ? [double.NaN, double.PositiveInfinity, double.MaxValue, double.Epsilon, -0.0, 0.1]
            : type == typeof(float) ? [float.NaN, float.NegativeInfinity, float.MinValue, float.Epsilon, 0.1f]
            : type == typeof(decimal) ? [decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 1.50m, 0.1m]
            : [type.GetField("MinValue")!.GetValue(null)!, type.GetField("MaxValue")!.GetValue(null)!];
        return special[random.Next(special.Length)];
    }

    private object Form(TextForm form)
    {
        switch (form)
        {
            case TextForm.Char:
                return random.Next(50) == 0 ? '\ude00' : "a\u0000\u00e9\""[random.Next(4)];
            case TextForm.DateTime:
                return Moments[random.Next(Moments.Length)];
            case TextForm.DateTimeOffset:
                return random.Next(3) == 0 ? new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.FromMinutes(random.Next(-14 * 60, 14 * 60))) : new DateTimeOffset(DateTime.SpecifyKind(Moments[random.Next(Moments.Length)], DateTimeKind.Utc));
            case TextForm.DateOnly:
                return DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber + 1));
            case TextForm.TimeOnly:
                return new TimeOnly(random.Next(2) == 0 ? random.NextInt64(TimeSpan.TicksPerDay) : TimeSpan.TicksPerSecond * random.Next(86_400));
            case TextForm.TimeSpan:
                return random.Next(4) switch { 0 => TimeSpan.MinValue, 1 => TimeSpan.MaxValue, 2 => TimeSpan.FromSeconds(random.Next(-99_999, 99_999)), _ => new TimeSpan(random.NextInt64(long.MinValue, long.MaxValue)) };
            case TextForm.Guid:
                return new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
            case TextForm.Uri:
                return random.Next(30) switch { 0 => new Uri("/relative", UriKind.Relative), 1 => new Uri("/path/to"), 2 => new Uri("https://example.com/a b"), _ => new Uri("https://example.com/?a=é") };
            case TextForm.Bytes:
                var bytes = new byte[random.Next(5)];
                random.NextBytes(bytes);
                return bytes;
            case TextForm.Int128:
                return random.Next(2) == 0 ? Int128.MinValue : random.Next();
            case TextForm.UInt128:
                return random.Next(2) == 0 ? UInt128.MaxValue : (UInt128)random.Next();
            default:
                return random.Next(30) == 0 ? BigInteger.Pow(10, 1000) : BigInteger.Pow(-7, random.Next(100));
        }
    }
}
