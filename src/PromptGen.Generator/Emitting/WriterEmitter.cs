using PromptGen.Generator.Reading;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Emitting;

/// <summary>Writes the writer of a type: the document that its schema describes, member by member.</summary>
internal sealed class WriterEmitter(CodeWriter writer, RulesFields rules)
{
    public const string Writer = Emitted.CompilerServices + ".ContractWriter";

    public void Emit(TypeDefinition definition)
    {
        using (writer.Line().Block($"internal static void Write({Writer} json, {definition.TypeName} value)"))
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
                    writer.Line("json.BeginObject();")
                        .Line($"{WriteOf(wrapped.Value, $"json.Name({Emitted.Literal(WrappedDefinition.Member)}u8)", "value")};")
                        .Line("json.EndObject();");
                    break;
                case ObjectDefinition type:
                    EmitObject(type);
                    break;
            }
        }
    }

    /// <summary>An expression of what writes a value of a shape without rules: it converts to <c>Action&lt;ContractWriter, T&gt;</c>.</summary>
    public static string Delegate(TypeShape shape) => new WriterEmitter(new(), new()).DelegateOf(shape);

    private string DelegateOf(TypeShape shape) => shape is DefinedShape { IsNullable: false } defined
        ? $"{defined.Contract}.Write"
        : $"static (json, value) => {WriteOf(shape, "json", "value")}";

    private void EmitObject(ObjectDefinition definition)
    {
        writer.Line("if (!json.BeginObject(value))").Line("    return;");
        if (definition.Discriminator is { } discriminator)
            writer.Line($"json.Name({Emitted.Literal(discriminator.Name)}u8).{(discriminator.IsInteger ? $"WriteInt64({discriminator.Value}L)" : $"WriteEnum({Emitted.Literal(discriminator.Value)}u8)")};");
        foreach (var member in definition.Members)
            writer.Line($"{WriteOf(member.Shape, $"json.Name({Emitted.Literal(member.JsonName)}u8)", "value." + Identifiers.Escape(member.Name))};");
        writer.Line("json.EndObject();");
    }

    // No switch: two members may have one value, and then the first one's name is written.
    private void EmitEnum(EnumDefinition enumeration)
    {
        foreach (var member in enumeration.Members)
        {
            writer.Line($"{(member == enumeration.Members[0] ? "if" : "else if")} (value == {enumeration.TypeName}.{Identifiers.Escape(member.Name)})")
                .Line($"    json.WriteEnum({Emitted.Literal(member.JsonName)}u8);");
        }

        writer.Line("else").Line($"    json.NotInEnum(value, {ReaderEmitter.Names});");
    }

    private void EmitFlags(EnumDefinition flags)
    {
        writer.Line($"{flags.TypeName} rest = value;").Line("json.BeginArray();");
        foreach (var member in flags.Members)
        {
            var name = $"{flags.TypeName}.{Identifiers.Escape(member.Name)}";
            using (writer.Block($"if ((value & {name}) == {name})"))
                writer.Line($"rest &= ~{name};").Line($"json.WriteEnum({Emitted.Literal(member.JsonName)}u8);");
        }

        writer.Line("if (rest != 0)").Line($"    json.NotInEnum(rest, {ReaderEmitter.Names});").Line("json.EndArray();");
    }

    private void EmitUnion(UnionDefinition union)
    {
        for (var i = 0; i < union.Branches.Count; i++)
        {
            var branch = union.Branches[i];
            writer.Line($"{(i == 0 ? "if" : "else if")} (value is {branch.TypeName} && value.GetType() == typeof({branch.TypeName}))")
                .Line($"    {branch.Contract}.Write(json, ({branch.TypeName})value);");
        }

        writer.Line("else").Line($"    json.NotInUnion(value, {ReaderEmitter.Names});");
    }

    /// <summary>The expression that writes <paramref name="value"/> to <paramref name="json"/>.</summary>
    private string WriteOf(TypeShape shape, string json, string value) => shape switch
    {
        { IsNullable: true } => $"{json}.WriteNullable({value}, {DelegateOf(shape with { IsNullable = false })})",
        TextShape { Rules.IsOpen: false } text => $"{json}.WriteString({value}, {rules.Of(text)})",
        TextShape => $"{json}.WriteString({value})",
        BooleanShape => $"{json}.WriteBoolean({value})",
        NumberShape number => $"{json}.Write{number.Kind}({string.Join(", ", ReaderEmitter.BoundsOf(number).Prepend(value))})",
        FormShape form => $"{json}.Write{form.Form}({string.Join(", ", ReaderEmitter.BoundsOf(form).Prepend(value))})",
        DefinedShape defined => $"{defined.Contract}.Write({json}, {value})",
        ListShape list => $"{json}.{(list.Kind == ListKind.ImmutableArray ? "WriteImmutableArray" : "WriteList")}({Arguments(value, DelegateOf(list.Item), list.Count)})",
        DictionaryShape dictionary => $"{json}.WriteDictionary({Arguments(value, $"{DelegateOf(dictionary.Key)}, {DelegateOf(dictionary.Value)}", dictionary.Count)})",
        _ => throw new InvalidOperationException(shape.ToString()),
    };

    private static string Arguments(string value, string write, CountRange count) => $"{value}, {write}{(ReaderEmitter.CountOf(count) is { } bounds ? ", " + bounds : "")}";
}
