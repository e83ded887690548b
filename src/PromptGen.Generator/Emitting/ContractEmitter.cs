using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Emitting;

/// <summary>Writes the contract of a result type: the schema, where it is sent, the reader that holds a document to it, and the writer.</summary>
internal static class ContractEmitter
{
    public static string Emit(ResultType type)
    {
        var definition = type.Definition;
        var (space, name) = Emitted.Split(type.Contract);
        var writer = Emitted.NewFile().Line();
        using (writer.Block($"namespace {space}"))
        {
            var schema = type.IsRoot ? SchemaWriter.Write(definition, type.Parts, type.Dialect) : null;
            if (schema is not null)
                writer.Line(PreviewEmitter.Summary(schema));
            writer.Line(Emitted.GeneratedCode);
            using (writer.Block(schema is not null
                ? $"internal sealed class {name} : {Emitted.Runtime}.{BaseOf(definition)}"
                : $"internal static class {name}"))
            {
                if (schema is not null)
                    EmitContract(writer, type, name, schema);
                if (type.HasReader)
                {
                    var rules = new RulesFields();
                    new ReaderEmitter(writer, rules).Emit(definition);
                    new WriterEmitter(writer, rules).Emit(definition);
                    rules.Emit(writer);
                }
            }
        }

        return writer.ToString();
    }

    private static void EmitContract(CodeWriter writer, ResultType type, string name, string schema)
    {
        var definition = type.Definition;
        var reader = type.HasReader ? "" : definition.Contract + ".";
        writer.Line($"public static readonly {name} Instance = new();")
            .Line()
            .Line($"private {name}()")
            .Line($"    : base({Emitted.Literal(SchemaWriter.WireName(definition.Name))})")
            .Line("{")
            .Line("}")
            .Line()
            .Line($"public override global::System.ReadOnlySpan<byte> Schema => {SchemaLiteral(schema)}u8;")
            .Line()
            .Line($"protected override {definition.TypeName} ReadValue(ref {ReaderEmitter.Reader} reader) => {reader}Read(ref reader);")
            .Line()
            .Line($"protected override void WriteValue({WriterEmitter.Writer} writer, {definition.TypeName} value) => {reader}Write(writer, value);");
        if (definition is WrappedDefinition { Item: { } item })
            writer.Line().Line($"protected override {ReaderEmitter.TypeOf(item)} ReadItem(ref {ReaderEmitter.Reader} reader) => {reader}{ReaderEmitter.Item}(ref reader);");
        if (type.HasReader)
            writer.Line();
    }

    private static string BaseOf(TypeDefinition definition) => definition is WrappedDefinition { Item: { } item }
        ? $"JsonListContract<{ReaderEmitter.TypeOf(item)}>"
        : $"JsonContract<{definition.TypeName}>";

    /// <summary>
    /// The schema as people read it: a raw literal. It begins and ends with a brace; where it has three quotes in a row,
    /// as an escaped one before the end of a text, the literal gets more.
    /// </summary>
    private static string SchemaLiteral(string schema)
    {
        var quotes = "\"\"\"";
        while (schema.Contains(quotes))
            quotes += '"';
        return quotes + schema + quotes;
    }
}
