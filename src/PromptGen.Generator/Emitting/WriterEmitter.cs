using PromptGen.Generator.Reading;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Emitting;

/// <summary>Writes the writer of a type: the document that its schema describes, member by member.</summary>
internal static class WriterEmitter
{
    public const string Writer = Emitted.CompilerServices + ".ContractWriter";

    public static void Emit(CodeWriter writer, TypeDefinition definition)
    {
        using (writer.Line().Block($"internal static void Write({Writer} json, {definition.TypeName} value)"))
        {
            if (definition is EnumDefinition enumeration)
                EmitEnum(writer, enumeration);
            else
                EmitObject(writer, (ObjectDefinition)definition);
        }
    }

    /// <summary>An expression of what writes a value of a shape: it converts to <c>Action&lt;ContractWriter, T&gt;</c>.</summary>
    public static string Delegate(TypeShape shape) => shape is DefinedShape { IsNullable: false } defined
        ? $"{defined.Contract}.Write"
        : $"static (json, value) => {WriteOf(shape, "json", "value")}";

    private static void EmitObject(CodeWriter writer, ObjectDefinition definition)
    {
        writer.Line("if (!json.BeginObject(value))").Line("    return;");
        foreach (var member in definition.Members)
            writer.Line($"{WriteOf(member.Shape, $"json.Name({Emitted.Literal(member.JsonName)}u8)", "value." + Identifiers.Escape(member.Name))};");
        writer.Line("json.EndObject();");
    }

    // No switch: two members may have one value, and then the first one's name is written.
    private static void EmitEnum(CodeWriter writer, EnumDefinition enumeration)
    {
        foreach (var member in enumeration.Members)
        {
            writer.Line($"{(member == enumeration.Members[0] ? "if" : "else if")} (value == {enumeration.TypeName}.{Identifiers.Escape(member)})")
                .Line($"    json.WriteEnum({Emitted.Literal(member)}u8);");
        }

        writer.Line("else").Line($"    json.NotInEnum(value, {ReaderEmitter.Names});");
    }

    /// <summary>The expression that writes <paramref name="value"/> to <paramref name="json"/>.</summary>
    private static string WriteOf(TypeShape shape, string json, string value) => shape switch
    {
        { IsNullable: true } => $"{json}.WriteNullable({value}, {Delegate(shape with { IsNullable = false })})",
        TextShape => $"{json}.WriteString({value})",
        BooleanShape => $"{json}.WriteBoolean({value})",
        NumberShape number => $"{json}.Write{number.Kind}({string.Join(", ", ReaderEmitter.BoundsOf(number).Prepend(value))})",
        FormShape form => $"{json}.Write{form.Form}({value})",
        DefinedShape defined => $"{defined.Contract}.Write({json}, {value})",
        ListShape list => $"{json}.WriteList({value}, {Delegate(list.Item)})",
        _ => throw new InvalidOperationException(shape.ToString()),
    };
}
