using System.Text.Json;
using PromptGen.Tests;

namespace PromptGen.Generator.Tests.Contracts;

/// <summary>Schemas as other people's programs see them: see tests/oracles.</summary>
public sealed class SchemaOracleTests
{
    private const string Program = "schemas.mjs";
    private const int DocumentsPerType = 10;

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "oracles");

    [Fact]
    public async Task Every_schema_is_one_that_servers_take_and_means_what_validators_say()
    {
        Requirement.AnyOf("What other programs say of schemas", "node", "node.exe");
        Requirement.Folder("What other programs say of schemas", Path.Combine(Folder, "node_modules", "ajv"), "npm ci in tests/oracles");
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "contracts.jsonl");
        await File.WriteAllLinesAsync(path, Enumerable.Range(0, RandomContracts.Count).Select(Describe), TestContext.Current.CancellationToken);
        var counts = JsonDocument.Parse(await CommandLine.SucceedAsync("node", [Program, path], Folder)).RootElement;
        Assert.Equal(RandomContracts.Count, counts.GetProperty("linted").GetInt32());
        Assert.Equal(RandomContracts.Count, counts.GetProperty("compiled").GetInt32());
        Assert.InRange(counts.GetProperty("accepted").GetInt32(), RandomContracts.Count, int.MaxValue);
        Assert.InRange(counts.GetProperty("evaluated").GetInt32(), RandomContracts.Count, int.MaxValue);
    }

    private static string Describe(int index)
    {
        var (wire, full) = (RandomContracts.Wire(index), RandomContracts.Full(index));
        var random = new Random(RandomContracts.Seed + index);
        var values = new RandomValues(wire.Model, random);
        var documents = new RandomDocuments(full.Model, random);
        var evaluator = new SchemaEvaluator(full.Schema, assertsFormats: false);
        var written = Enumerable.Range(0, DocumentsPerType).Select(_ => wire.Write(values.Next(wire.ClrType), out var _)).OfType<string>();
        var changed = Enumerable.Range(0, DocumentsPerType)
            .Select(i => documents.Next() is var document && i % 3 > 0 ? documents.Change(document) : document)
            .Where(static document => StrictJson.Parse(System.Text.Encoding.UTF8.GetBytes(document.ToString())) is not null && !HasInexactNumber(document));
        return JsonTree.Object(
        [
            ("name", JsonTree.Text($"Seed {RandomContracts.Seed}, {wire.Type}")),
            ("wire", wire.Schema),
            ("written", JsonTree.List(written.Select(JsonTree.Text))),
            ("full", full.Schema),
            ("verdicts", JsonTree.List(changed.Select(document => JsonTree.List([JsonTree.Text(document.ToString()), JsonTree.Boolean(evaluator.Accepts(document))])))),
        ]).ToString();
    }

    /// <summary>Whether JavaScript would round a number.</summary>
    private static bool HasInexactNumber(JsonTree document) => document.Places().Any(static place => place.Node is JsonNumberText { Raw: var raw }
        && (!double.TryParse(raw, System.Globalization.CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value) || ExactNumber.Parse(raw) != ExactNumber.Parse(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture))));
}
