using System.Globalization;

namespace PromptGen.Generator.Schemas;

/// <summary>
/// Writes the schema of a type: closed objects, every member required, null as a type of its own, <c>$defs</c> for what is used more
/// than once. What a dialect has no keyword for stands in the description, in words.
/// </summary>
internal sealed class SchemaWriter
{
    private const int MaxNameLength = 64;

    private readonly Dictionary<string, TypeDefinition> _definitions;
    private readonly Dictionary<string, string> _shared;
    private readonly ValueSchemas _values;

    private SchemaWriter(IReadOnlyList<TypeDefinition> definitions, Dictionary<string, string> shared, SchemaDialect dialect)
    {
        _definitions = definitions.ToDictionary(static definition => definition.Contract);
        _shared = shared;
        _values = new(dialect);
    }

    /// <summary>The schema of <paramref name="root"/>, minified.</summary>
    public static string Write(TypeDefinition root, IReadOnlyList<TypeDefinition> definitions, SchemaDialect dialect = SchemaDialect.Portable)
    {
        var shared = SharedDefinitions(root, definitions);
        var writer = new SchemaWriter(definitions, shared, dialect);
        var node = writer.Define(root);
        if (shared.Count > 0)
        {
            node.Add("$defs", $"{{{string.Join(",", definitions
                .Where(definition => shared.ContainsKey(definition.Contract))
                .Select(definition => $"{JsonText.Quote(shared[definition.Contract])}:{writer.Define(definition).ToJson(definition.Description)}"))}}}");
        }

        return node.ToJson(root.Description);
    }

    /// <summary>The name that a type goes by on the wire: at most 64 of <c>A-Z a-z 0-9 _ -</c>.</summary>
    public static string WireName(string name)
    {
        var wire = new string([.. name.Take(MaxNameLength).Select(static c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' ? c : '_')]);
        return wire.Length == 0 ? "_" : wire;
    }

    /// <summary>The definitions that stand in <c>$defs</c>, with their names: those used twice or more, and those that contain themselves.</summary>
    private static Dictionary<string, string> SharedDefinitions(TypeDefinition root, IReadOnlyList<TypeDefinition> definitions)
    {
        // The root stands at the top; one use inside makes it a second one.
        var uses = definitions.ToDictionary(static definition => definition.Contract, definition => definition == root ? 1 : 0);
        foreach (var defined in definitions.SelectMany(static definition => definition.Shapes).SelectMany(DefinedIn))
            uses[defined.Contract]++;

        var names = new HashSet<string>(StringComparer.Ordinal);
        var shared = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var definition in definitions.Where(definition => uses[definition.Contract] > 1))
        {
            var wireName = WireName(definition.Name);
            var name = wireName;
            for (var i = 2; !names.Add(name); i++)
            {
                var number = i.ToString(CultureInfo.InvariantCulture);
                name = wireName.Substring(0, Math.Min(wireName.Length, MaxNameLength - number.Length)) + number;
            }

            shared.Add(definition.Contract, name);
        }

        return shared;
    }

    private static IEnumerable<DefinedShape> DefinedIn(TypeShape shape) => shape is DefinedShape defined ? [defined] : shape.Parts.SelectMany(DefinedIn);

    private SchemaNode Define(TypeDefinition definition) => definition switch
    {
        EnumDefinition { IsFlags: true } flags => new SchemaNode("array").Add("items", NamesOf(flags).ToJson()).Say("Each at most once."),
        EnumDefinition enumeration => NamesOf(enumeration),
        UnionDefinition union => union.Branches.Aggregate(new SchemaNode(null), (node, branch) => node.AddBranch(Write(branch))),
        WrappedDefinition wrapped => Object([(WrappedDefinition.Member, Write(wrapped.Value))]),
        ObjectDefinition { Discriminator: { } discriminator } branch => Object(branch.Members.Select(Member).Prepend((discriminator.Name, Write(discriminator)))),
        _ => Object(((ObjectDefinition)definition).Members.Select(Member)),
    };

    private static SchemaNode NamesOf(EnumDefinition enumeration)
    {
        var names = new SchemaNode("string").Add("enum", JsonText.List(enumeration.JsonNames.Select(JsonText.Quote)));
        var described = enumeration.Members.Where(static member => member.Description is not null).ToList();
        return described.Count == 0 ? names : names.Say(string.Join("\n", described.Select(static member => $"{member.JsonName}: {member.Description}")));
    }

    private static SchemaNode Object(IEnumerable<(string Name, string Schema)> members)
    {
        var all = members.ToList();
        return new SchemaNode("object")
            .Add("properties", $"{{{string.Join(",", all.Select(static member => $"{JsonText.Quote(member.Name)}:{member.Schema}"))}}}")
            .Add("required", JsonText.List(all.Select(static member => JsonText.Quote(member.Name))))
            .Add("additionalProperties", "false");
    }

    private static string Write(Discriminator discriminator) => discriminator.IsInteger
        ? new SchemaNode("integer").Add("enum", JsonText.List([discriminator.Value])).ToJson()
        : new SchemaNode("string").Add("enum", JsonText.List([JsonText.Quote(discriminator.Value)])).ToJson();

    private (string Name, string Schema) Member(ObjectMember member) => (member.JsonName, Write(member.Shape, member.Description));

    private string Write(TypeShape shape, string? description = null)
    {
        // What is defined in place is described in place, by both.
        if (shape is DefinedShape inPlace && !_shared.ContainsKey(inPlace.Contract))
        {
            var own = _definitions[inPlace.Contract].Description;
            description = description is null ? own : own is null ? description : description + "\n" + own;
        }

        var node = shape switch
        {
            ListShape list => _values.Count(new SchemaNode("array").Add("items", Write(list.Item)), list.Count)
                .Say(list.Kind.IsSet() ? "Each at most once." : null),
            DictionaryShape dictionary => _values.Count(
                new SchemaNode("array").Add("items", Object([(Pair.Key, Write(dictionary.Key)), (Pair.Value, Write(dictionary.Value))]).ToJson()), dictionary.Count).Say("Each key at most once."),
            DefinedShape defined when _shared.TryGetValue(defined.Contract, out var name) => new SchemaNode(null).Add("$ref", JsonText.Quote("#/$defs/" + name)),
            DefinedShape defined => Define(_definitions[defined.Contract]),
            _ => _values.Write(shape),
        };
        return node.ToJson(description, shape.IsNullable);
    }
}
