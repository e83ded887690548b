using System.Globalization;
using PromptGen.Generator.Reading;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Emitting;

/// <summary>Writes the reader of an object: one pass, everything that is wrong noted, a value only where nothing is.</summary>
internal sealed class ReaderEmitter(CodeWriter writer)
{
    public const string Reader = Emitted.CompilerServices + ".ContractReader";
    public const string Names = "Names";

    private const int BitsPerWord = 64;

    private readonly List<ListShape> _lists = [];

    public static void EmitNames(CodeWriter writer, IEnumerable<string> names) => writer
        .Line($"private static readonly string[] {Names} = {{ {string.Join(", ", names.Select(Emitted.Literal))} }};")
        .Line();

    /// <summary>The bounds of a number as named arguments, of what reads it and of what writes it.</summary>
    public static IEnumerable<string> BoundsOf(NumberShape number)
    {
        var range = number.Range;
        var suffix = number.Kind switch { NumberKind.Int64 => "L", NumberKind.Single => "F", NumberKind.Double => "D", NumberKind.Decimal => "M", _ => "" };
        string?[] bounds =
        [
            range.Minimum is null ? null : $"minimum: {range.Minimum}{suffix}",
            range.Maximum is null ? null : $"maximum: {range.Maximum}{suffix}",
            range.ExclusiveMinimum ? "exclusiveMinimum: true" : null,
            range.ExclusiveMaximum ? "exclusiveMaximum: true" : null,
        ];
        return bounds.OfType<string>();
    }

    public void Emit(ObjectDefinition definition)
    {
        var members = definition.Members;
        var words = (members.Count + BitsPerWord - 1) / BitsPerWord;
        EmitNames(writer, members.Select(static member => member.JsonName));
        using (writer.Block($"internal static {definition.TypeName} Read(ref {Reader} reader)"))
        {
            writer.Line("if (!reader.BeginObject())").Line("    return default!;");
            for (var word = 0; word < words; word++)
                writer.Line($"ulong {Seen(word)} = 0;");
            foreach (var member in members)
                writer.Line($"{TypeOf(member.Shape)} {Local(member)} = default!;");
            using (writer.Block("while (reader.NextMember())"))
            {
                for (var i = 0; i < members.Count; i++)
                    EmitMember(members[i], i);
                writer.Line("else").Line("{").Line($"    reader.Unknown({Names});").Line("}");
            }

            for (var word = 0; word < words; word++)
                writer.Line($"reader.Require({Seen(word)}, {Names}, {Number(word * BitsPerWord)});");
            writer.Line($"return reader.CanConstruct() ? {Construct(definition)} : default!;");
        }

        // Lists of lists add to this while it is walked.
        for (var i = 0; i < _lists.Count; i++)
            EmitList(_lists[i], i);
    }

    private void EmitMember(ObjectMember member, int index)
    {
        using (writer.Block($"{(index == 0 ? "if" : "else if")} (reader.NameIs({Emitted.Literal(member.JsonName)}u8))"))
        {
            writer.Line($"if (reader.Value(ref {Seen(index / BitsPerWord)}, {Number(index % BitsPerWord)}))")
                .Line($"    {Local(member)} = {ReadOf(member.Shape)};");
        }
    }

    private void EmitList(ListShape list, int index)
    {
        var items = $"global::System.Collections.Generic.List<{TypeOf(list.Item)}>";
        writer.Line();
        using (writer.Block($"private static {list.TypeName} {ListReader(index)}(ref {Reader} reader)"))
        {
            writer.Line("if (!reader.BeginList())")
                .Line("    return default!;")
                .Line($"var items = new {items}();")
                .Line("while (reader.NextItem())")
                .Line($"    items.Add({ReadOf(list.Item)});")
                .Line(list.IsArray ? "return items.ToArray();" : "return items;");
        }
    }

    /// <summary>The expression that reads a value, the reader being on its first token.</summary>
    private string ReadOf(TypeShape shape)
    {
        var read = shape switch
        {
            TextShape => "reader.ReadString()",
            BooleanShape => "reader.ReadBoolean()",
            NumberShape number => $"reader.Read{number.Kind}({string.Join(", ", BoundsOf(number))})",
            FormShape form => $"reader.Read{form.Form}()",
            DefinedShape defined => $"{defined.Contract}.Read(ref reader)",
            ListShape list => $"{ListReader(IndexOf(list))}(ref reader)",
            _ => throw new InvalidOperationException(shape.ToString()),
        };
        return shape.IsNullable ? $"reader.IsNull ? null : {read}" : read;
    }

    private int IndexOf(ListShape list)
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
        var arguments = string.Join(", ", definition.Members.Where(static member => member.InConstructor).Select(Local));
        var initializer = string.Join(", ", definition.Members.Where(static member => member.InInitializer)
            .Select(static member => $"{Identifiers.Escape(member.Name)} = {Local(member)}"));
        return $"new {definition.TypeName}({arguments}){(initializer.Length == 0 ? "" : $" {{ {initializer} }}")}";
    }

    private static string TypeOf(TypeShape shape) => shape.IsNullable ? shape.TypeName + "?" : shape.TypeName;

    // Members' locals begin with an underscore, the reader's own do not: they cannot meet.
    private static string Local(ObjectMember member) => "_" + member.Name;

    private static string Seen(int word) => word == 0 ? "seen" : "seen" + Number(word + 1);

    private static string ListReader(int index) => "ReadList" + Number(index + 1);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
