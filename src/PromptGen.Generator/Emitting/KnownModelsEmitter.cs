using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Reading;
using PromptGen.Models;
using Kind = PromptGen.Models.ParameterKind;

namespace PromptGen.Generator.Emitting;

/// <summary>Writes what is known of an assembly's models: a field for each, and one for any other.</summary>
internal static class KnownModelsEmitter
{
    private const string Rules = Emitted.CompilerServices + ".ModelRules";

    public static string Emit(KnownModels known)
    {
        var (space, name) = Emitted.Split(known.TypeName);
        var writer = Emitted.NewFile().Line();
        using (writer.Block($"namespace {space}"))
        {
            writer.Line(Emitted.GeneratedCode);
            using (writer.Block($"internal static class {name}"))
            {
                // First, since the others hold it: fields are set in the order of the text.
                EmitField(writer, ModelNames.Any, "null", known.Possible, isAny: true);
                foreach (var model in known.Models)
                    EmitField(writer.Line(), ModelNames.FieldOf(model.Id), $"{Emitted.Literal(model.Id)}, {ModelNames.Any}", model.Facts);
            }
        }

        return writer.ToString();
    }

    private static void EmitField(CodeWriter writer, string name, string arguments, ModelFacts? facts, bool isAny = false)
    {
        var header = $"public static readonly {Rules} {name} = new({arguments})";
        var members = facts is null ? [] : ModelVocabulary.Parameters.Select(parameter => Member(parameter, facts, isAny)).Append(isAny ? null : StrongestFormat(facts)).Where(static member => member is not null).ToList();
        if (members.Count == 0)
        {
            writer.Line(header + ";");
            return;
        }

        using (writer.Block(header, "};"))
        {
            foreach (var member in members)
                writer.Line(member + ",");
        }
    }

    /// <summary>What has to be said of a parameter; null where it takes any value. Words come and go: nobody knows all of any model.</summary>
    private static string? Member(string parameter, ModelFacts facts, bool isAny) => (ModelVocabulary.KindOf(parameter), facts.Bounds(parameter)) switch
    {
        (Kind.Object, var bounds) => bounds is null ? $"Has{Property(parameter)} = false" : null,
        (_, null) => $"{Property(parameter)} = null",
        (Kind.Word, _) when isAny => null,
        (Kind.Word, _) => $"{Property(parameter)} = new[] {{ {string.Join(", ", facts.Efforts.Select(Emitted.Literal))} }}",
        (_, { IsUnbounded: true }) => null,
        (_, { } bounds) => $"{Property(parameter)} = new({Bound(bounds.Minimum)}, {Bound(bounds.Maximum)}{(bounds.ExcludesMinimum ? ", excludesMinimum: true" : "")}{(bounds.ExcludesMaximum ? ", excludesMaximum: true" : "")})",
    };

    /// <summary>The form to ask for answers of a schema in; null where it is the schema itself.</summary>
    private static string? StrongestFormat(ModelFacts facts) => facts.Formats.Contains(ModelVocabulary.JsonSchema)
        ? null
        : $"StrongestFormat = {Emitted.Runtime}.ResponseFormat.{(facts.Formats.Contains("json_object") ? "JsonObject" : "PromptOnly")}";

    private static string Bound(decimal? bound)
    {
        if (bound is not { } value)
            return "null";
        var text = ParameterBounds.Text(value);
        return text.IndexOf('.') < 0 ? text : text + "m";
    }

    /// <summary>The property that a parameter of the wire is: <c>max_tokens</c> is <c>MaxTokens</c>.</summary>
    private static string Property(string parameter) =>
        string.Concat(parameter.Split('_').Select(static word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
