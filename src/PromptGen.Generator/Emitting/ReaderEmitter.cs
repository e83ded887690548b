using System.Globalization;
using PromptGen.Generator.Reading;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Emitting;

/// <summary>Writes the reader of a type: one pass, everything that is wrong noted, a value only where nothing is.</summary>
internal sealed class ReaderEmitter(CodeWriter writer, RulesFields rules)
{
    public const string Reader = Emitted.CompilerServices + ".ContractReader";
    public const string Names = "Names";

    /// <summary>What reads one item, where the type is a list.</summary>
    public const string Item = "Item";

    private const string Properties = "Properties";
    private const string PairNames = "PairNames";

    private readonly List<TypeShape> _lists = [];

    private static CodeWriter EmitNames(CodeWriter writer, string field, IEnumerable<string> names) =>
        writer.Line($"private static readonly string[] {field} = {{ {string.Join(", ", names.Select(Emitted.Literal))} }};");

    private static CodeWriter EmitMemberNames(CodeWriter writer, string field, IEnumerable<string> names) =>
        writer.Line($"private static readonly {Emitted.CompilerServices}.MemberNames {field} = new({string.Join(", ", names.Select(Emitted.Literal))});");

    /// <summary>The bounds of a number as named arguments, of what reads it and of what writes it.</summary>
    public static IEnumerable<string> BoundsOf(NumberShape number) => BoundsOf(number.Range, bound => bound + number.Kind.ToSuffix());

    /// <summary>The same of a date, a time or a duration.</summary>
    public static IEnumerable<string> BoundsOf(FormShape form) => BoundsOf(form.Range, bound => (form.Form, TimeText.Parse(form.Form, bound)!.Value) switch
    {
        (TextForm.DateOnly, var ticks) => $"global::System.DateOnly.FromDayNumber({(ticks / TimeSpan.TicksPerDay).ToString(CultureInfo.InvariantCulture)})",
        (TextForm.DateTime, var ticks) => $"new global::System.DateTime({ticks.ToString(CultureInfo.InvariantCulture)}L, global::System.DateTimeKind.Utc)",
        (TextForm.DateTimeOffset, var ticks) => $"new global::System.DateTimeOffset({ticks.ToString(CultureInfo.InvariantCulture)}L, global::System.TimeSpan.Zero)",
        (_, var ticks) => $"new {form.TypeName}({ticks.ToString(CultureInfo.InvariantCulture)}L)",
    });

    private static IEnumerable<string> BoundsOf(ValueRange range, Func<string, string> write)
    {
        string?[] bounds =
        [
            range.Minimum is null ? null : $"minimum: {write(range.Minimum)}",
            range.Maximum is null ? null : $"maximum: {write(range.Maximum)}",
            range.ExclusiveMinimum ? "exclusiveMinimum: true" : null,
            range.ExclusiveMaximum ? "exclusiveMaximum: true" : null,
        ];
        return bounds.OfType<string>();
    }

    /// <summary>How many items there may be, as arguments of what counts them; null where that is open.</summary>
    public static string? CountOf(CountRange count) => count.IsOpen
        ? null
        : string.Join(", ", new[] { count.Minimum is { } least ? $"minimum: {Number(least)}" : null, count.Maximum is { } most ? $"maximum: {Number(most)}" : null }.OfType<string>());

    public void Emit(TypeDefinition definition)
    {
        switch (definition)
        {
            case EnumDefinition { IsFlags: true } flags:
                EmitFlags(flags);
                break;
            case EnumDefinition enumeration:
                EmitEnum(enumeration);
                break;
            case UnionDefinition union:
                EmitUnion(union);
                break;
            case WrappedDefinition wrapped:
                EmitObject(wrapped.TypeName, [new(WrappedDefinition.Member, "_value", wrapped.Value)], "return _value;");
                if (wrapped.Item is { } item)
                    writer.Line().Line($"internal static {TypeOf(item)} {Item}(ref {Reader} reader) => {ReadOf(item)};");
                break;
            case ObjectDefinition type:
                if (type.IsValidatable)
                    EmitNames(writer, Properties, SlotsOf(type).Select(static slot => slot.Local?.Substring(1) ?? ""));
                EmitObject(type.TypeName, SlotsOf(type), $"return reader.CanConstruct() ? {(type.IsValidatable ? $"reader.Validated({Construct(type)}, {Properties}, {Names})" : Construct(type))} : default!;");
                break;
        }

        // Lists of lists add to this while it is walked.
        for (var i = 0; i < _lists.Count; i++)
            EmitList(_lists[i], i);
        if (_lists.Exists(static list => list is DictionaryShape))
            EmitMemberNames(writer.Line(), PairNames, [Pair.Key, Pair.Value]);
    }

    private static List<Slot> SlotsOf(ObjectDefinition type)
    {
        var slots = type.Members.Select(static member => new Slot(member.JsonName, Local(member), member.Shape)).ToList();
        if (type.Discriminator is { } discriminator)
            slots.Insert(0, new(discriminator.Name, null, null));
        return slots;
    }

    private void EmitObject(string typeName, List<Slot> slots, string result)
    {
        EmitMemberNames(writer, Names, slots.Select(static slot => slot.JsonName)).Line();
        using (writer.Block($"internal static {typeName} Read(ref {Reader} reader)"))
        {
            EmitMembers(slots, Names, "return default!;");
            writer.Line(result);
        }
    }

    /// <summary>Writes what reads an object's members into locals.</summary>
    /// <param name="slots">The members.</param>
    /// <param name="names">The field with their names.</param>
    /// <param name="leave">What is done where the value is no object.</param>
    private void EmitMembers(List<Slot> slots, string names, string leave)
    {
        writer.Line($"if (!reader.BeginObject({names}, out var members))").Line($"    {leave}");
        foreach (var slot in slots.Where(static slot => slot.Local is not null))
            writer.Line($"{TypeOf(slot.Shape!)} {slot.Local} = default!;");
        using (writer.Block("while (reader.NextMember(ref members))"))
        using (writer.Block("switch (members.Current)"))
        {
            for (var i = 0; i < slots.Count; i++)
            {
                // What tells the type has been read before all else.
                if (slots[i].Local is { } local)
                    writer.Line($"case {Number(i)}:").Line($"    {local} = {ReadOf(slots[i].Shape!)};").Line("    break;");
            }
        }
    }

    private void EmitEnum(EnumDefinition enumeration)
    {
        EmitNames(writer, Names, enumeration.JsonNames).Line();
        using (writer.Block($"internal static {enumeration.TypeName} Read(ref {Reader} reader)"))
        {
            writer.Line($"if (!reader.BeginEnum({Names}))").Line("    return default;");
            foreach (var member in enumeration.Members)
                writer.Line($"if (reader.TextIs({Emitted.Literal(member.JsonName)}u8))").Line($"    return {enumeration.TypeName}.{Identifiers.Escape(member.Name)};");
            writer.Line($"reader.NotInEnum({Names});").Line("return default;");
        }
    }

    /// <summary>A list of names, each at most once.</summary>
    private void EmitFlags(EnumDefinition flags)
    {
        EmitNames(writer, Names, flags.JsonNames).Line();
        using (writer.Block($"internal static {flags.TypeName} Read(ref {Reader} reader)"))
        {
            writer.Line("if (!reader.BeginList())").Line("    return default;").Line("ulong seen = 0;").Line($"{flags.TypeName} value = default;");
            using (writer.Block("while (reader.NextItem())"))
            {
                writer.Line($"if (!reader.BeginEnum({Names}))").Line("    continue;");
                for (var i = 0; i < flags.Members.Count; i++)
                {
                    var member = flags.Members[i];
                    using (writer.Block($"{(i == 0 ? "if" : "else if")} (reader.TextIs({Emitted.Literal(member.JsonName)}u8))"))
                        writer.Line($"reader.Once(ref seen, {Number(i)});").Line($"value |= {flags.TypeName}.{Identifiers.Escape(member.Name)};");
                }

                writer.Line("else").Line("{").Line($"    reader.NotInEnum({Names});").Line("}");
            }

            writer.Line("return value;");
        }
    }

    private void EmitUnion(UnionDefinition union)
    {
        var name = union.Discriminators[0].Name;
        EmitNames(writer, Names, union.Discriminators.Select(static discriminator => discriminator.Value)).Line();
        using (writer.Block($"internal static {union.TypeName} Read(ref {Reader} reader)"))
        {
            writer.Line($"if (!reader.BeginUnion({Emitted.Literal(name)}))").Line("    return default!;");
            for (var i = 0; i < union.Branches.Count; i++)
            {
                var discriminator = union.Discriminators[i];
                var value = discriminator.IsInteger ? discriminator.Value : Emitted.Literal(discriminator.Value) + "u8";
                writer.Line($"if (reader.DiscriminatorIs({value}))").Line($"    return {union.Branches[i].Contract}.Read(ref reader);");
            }

            writer.Line($"reader.NotInUnion({Names}{(union.Discriminators[0].IsInteger ? ", areIntegers: true" : "")});").Line("return default!;");
        }
    }

    private void EmitList(TypeShape list, int index)
    {
        writer.Line();
        using (writer.Block($"private static {list.TypeName} {ListReader(index)}(ref {Reader} reader)"))
        {
            var (type, result, count) = CollectionOf(list);
            writer.Line("if (!reader.BeginList())").Line("    return default!;").Line($"var items = new {type}();");
            var bounds = CountOf(count);
            if (bounds is not null)
                writer.Line("int count = 0;");
            using (writer.Block("while (reader.NextItem())"))
            {
                if (bounds is not null)
                    writer.Line("count++;");
                switch (list)
                {
                    case ListShape plain:
                        writer.Line($"reader.AddTo(items, {ReadOf(plain.Item)});");
                        break;
                    case DictionaryShape dictionary:
                        EmitMembers([new(Pair.Key, "_key", dictionary.Key), new(Pair.Value, "_value", dictionary.Value)], PairNames, "continue;");
                        writer.Line("reader.AddTo(items, _key, _value);");
                        break;
                }
            }

            if (bounds is not null)
                writer.Line($"reader.Count(count, {bounds});");
            writer.Line($"return {result};");
        }
    }

    /// <summary>What a list is read into, what is made of that in the end, and how many items it may have.</summary>
    private static (string Type, string Result, CountRange Count) CollectionOf(TypeShape shape)
    {
        const string Generic = "global::System.Collections.Generic.";
        const string Immutable = "global::System.Collections.Immutable.";
        const string Frozen = "global::System.Collections.Frozen.";
        switch (shape)
        {
            case ListShape list:
                var item = TypeOf(list.Item);
                return list.Kind switch
                {
                    ListKind.Array => ($"{Generic}List<{item}>", "items.ToArray()", list.Count),
                    ListKind.ImmutableArray => ($"{Generic}List<{item}>", $"{Immutable}ImmutableArray.CreateRange(items)", list.Count),
                    ListKind.ImmutableList => ($"{Generic}List<{item}>", $"{Immutable}ImmutableList.CreateRange(items)", list.Count),
                    ListKind.Queue => ($"{Generic}List<{item}>", $"new {Generic}Queue<{item}>(items)", list.Count),
                    ListKind.FrozenSet => ($"{Generic}HashSet<{item}>", $"{Frozen}FrozenSet.ToFrozenSet(items)", list.Count),
                    ListKind.Set => ($"{Generic}HashSet<{item}>", "items", list.Count),
                    ListKind.ImmutableSet => ($"{Generic}HashSet<{item}>", $"{Immutable}ImmutableHashSet.CreateRange(items)", list.Count),
                    _ => ($"{Generic}List<{item}>", "items", list.Count),
                };
            case DictionaryShape dictionary:
                var type = $"{Generic}Dictionary<{TypeOf(dictionary.Key)}, {TypeOf(dictionary.Value)}>";
                return (type, dictionary.Kind switch
                {
                    DictionaryKind.Immutable => $"{Immutable}ImmutableDictionary.CreateRange(items)",
                    DictionaryKind.Frozen => $"{Frozen}FrozenDictionary.ToFrozenDictionary(items)",
                    _ => "items",
                }, dictionary.Count);
            default:
                throw new InvalidOperationException(shape.ToString());
        }
    }

    /// <summary>The expression that reads a value, the reader being on its first token.</summary>
    private string ReadOf(TypeShape shape)
    {
        var read = shape switch
        {
            TextShape text => $"reader.ReadString({rules.Of(text)})",
            BooleanShape => "reader.ReadBoolean()",
            NumberShape number => $"reader.Read{number.Kind}({string.Join(", ", BoundsOf(number))})",
            FormShape form => $"reader.Read{form.Form}({string.Join(", ", BoundsOf(form))})",
            DefinedShape defined => $"{defined.Contract}.Read(ref reader)",
            ListShape or DictionaryShape => $"{ListReader(IndexOf(shape))}(ref reader)",
            _ => throw new InvalidOperationException(shape.ToString()),
        };
        return shape.IsNullable ? $"reader.IsNull ? null : {read}" : read;
    }

    private int IndexOf(TypeShape list)
    {
        list = list with { IsNullable = false };
        var index = _lists.IndexOf(list);
        if (index < 0)
        {
            index = _lists.Count;
            _lists.Add(list);
        }

        return index;
    }

    private static string Construct(ObjectDefinition definition)
    {
        var arguments = string.Join(", ", definition.Members.Where(static member => member.Parameter is not null).OrderBy(static member => member.Parameter).Select(Local));
        if (definition.IsTuple)
            return $"({arguments})";
        var initializer = string.Join(", ", definition.Members.Where(static member => member.InInitializer)
            .Select(static member => $"{Identifiers.Escape(member.Name)} = {Local(member)}"));
        return $"new {definition.TypeName}({arguments}){(initializer.Length == 0 ? "" : $" {{ {initializer} }}")}";
    }

    public static string TypeOf(TypeShape shape) => shape.IsNullable ? shape.TypeName + "?" : shape.TypeName;

    // Members' locals begin with an underscore, the reader's own do not: they cannot meet.
    private static string Local(ObjectMember member) => "_" + member.Name;

    private static string ListReader(int index) => "ReadList" + Number(index + 1);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A member as it is read: its name, the local that takes it, and its shape; neither where it only tells the type.</summary>
    private readonly record struct Slot(string JsonName, string? Local, TypeShape? Shape);
}
