using PromptGen.Generator.Reading;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Emitting;

/// <summary>Writes the contract of a result type: the schema, where it is sent, the reader that holds a document to it, and the writer.</summary>
internal static class ContractEmitter
{
    public static string Emit(ResultType type)
    {
        var definition = type.Definition;
        var (space, name) = Emitted.Split(definition.Contract);
        var writer = Emitted.NewFile().Line();
        using (writer.Block($"namespace {space}"))
        {
            var schema = type.IsRoot ? SchemaWriter.Write(definition, type.Parts) : null;
            if (schema is not null)
                writer.Line(PreviewEmitter.Summary(schema));
            writer.Line(Emitted.GeneratedCode);
            using (writer.Block(schema is not null
                ? $"internal sealed class {name} : {Emitted.Runtime}.JsonContract<{definition.TypeName}>"
                : $"internal static class {name}"))
            {
                if (schema is not null)
                    EmitContract(writer, definition, name, schema);
                if (definition is EnumDefinition enumeration)
                    EmitEnum(writer, enumeration);
                else
                    new ReaderEmitter(writer).Emit((ObjectDefinition)definition);
                WriterEmitter.Emit(writer, definition);
            }
        }

        return writer.ToString();
    }

    private static void EmitContract(CodeWriter writer, TypeDefinition definition, string name, string schema)
    {
        writer.Line($"public static readonly {name} Instance = new();")
            .Line()
            .Line($"private {name}()")
            .Line($"    : base({Emitted.Literal(SchemaWriter.WireName(definition.Name))})")
            .Line("{")
            .Line("}")
            .Line()
            .Line($"public override global::System.ReadOnlySpan<byte> Schema => {SchemaLiteral(schema)}u8;")
            .Line()
            .Line($"protected override {definition.TypeName} ReadValue(ref {ReaderEmitter.Reader} reader) => Read(ref reader);")
            .Line()
            .Line($"protected override void WriteValue({WriterEmitter.Writer} writer, {definition.TypeName} value) => Write(writer, value);")
            .Line();
    }

    /// <summary>
    /// The schema as people read it: a raw literal. JSON never has three quotes in a row, and a schema begins and ends with a brace.
    /// </summary>
    private static string SchemaLiteral(string schema) => $"\"\"\"{schema}\"\"\"";

    private static void EmitEnum(CodeWriter writer, EnumDefinition enumeration)
    {
        ReaderEmitter.EmitNames(writer, enumeration.Members);
        using (writer.Block($"internal static {enumeration.TypeName} Read(ref {ReaderEmitter.Reader} reader)"))
        {
            writer.Line($"if (!reader.BeginEnum({ReaderEmitter.Names}))").Line("    return default;");
            foreach (var member in enumeration.Members)
                writer.Line($"if (reader.TextIs({Emitted.Literal(member)}u8))").Line($"    return {enumeration.TypeName}.{Identifiers.Escape(member)};");
            writer.Line($"reader.NotInEnum({ReaderEmitter.Names});").Line("return default;");
        }
    }
}
