using System.Globalization;
using CsCheck;
using PromptGen.Generator.Pipeline;
using PromptGen.Models;

namespace PromptGen.Generator.Tests.Models;

/// <summary>What holds for every value, whatever the bounds. The judge of what lies within them is decimal arithmetic.</summary>
public sealed class RequestRuleLawTests
{
    private const string Lists = "  roles user\n  formats none\n  content text\n";

    private static readonly string[] Numbers = [.. ModelVocabulary.Parameters.Where(static name => ModelVocabulary.KindOf(name) == PromptGen.Models.ParameterKind.Number)];

    private static readonly Gen<decimal> Bound = Gen.Int[-3000, 3000].Select(static thousandths => thousandths / 1000m);

    /// <summary>Ranges with something in them, also open ones and such that leave a bound out.</summary>
    private static readonly Gen<ParameterBounds> Ranges = Gen.Select(Bound.Nullable(), Bound.Nullable(), Gen.Bool, Gen.Bool)
        .Select(static (low, high, excludesLow, excludesHigh) => new ParameterBounds(low, high, low is not null && excludesLow, high is not null && excludesHigh))
        .Where(static bounds => !bounds.IsEmpty(ofIntegers: false));

    private static readonly Gen<ParameterBounds> IntegerRanges = Gen.Select(Gen.Int[-50, 50].Nullable(), Gen.Int[-50, 50].Nullable(), Gen.Bool, Gen.Bool)
        .Select(static (low, high, excludesLow, excludesHigh) => new ParameterBounds(low, high, low is not null && excludesLow, high is not null && excludesHigh))
        .Where(static bounds => !bounds.IsEmpty(ofIntegers: true));

    /// <summary>Values near the bounds, as text: what a person writes.</summary>
    private static readonly Gen<string> Values = Gen.Select(Gen.Int[-4_000_000, 4_000_000], Gen.Int[0, 6])
        .Select(static (digits, scale) => new decimal(Math.Abs(digits), 0, 0, digits < 0, (byte)scale).ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void A_model_takes_a_number_if_and_only_if_its_bounds_contain_it() => Gen.Select(Gen.OneOf(Numbers), Ranges, Values).Sample(static (name, bounds, text) =>
    {
        var catalog = Catalog($"model a\n  {name} {bounds}\n{Lists}");
        var value = decimal.Parse(text, CultureInfo.InvariantCulture);
        var expected = Contains(bounds, value) ? [] : new[] { RequestRule.ParameterOutOfBounds };

        // However it is written: a float's text is not the double's that it becomes.
        Assert.Equal(expected, Rules(catalog, Property(name), double.Parse(text, CultureInfo.InvariantCulture)));
        Assert.Equal(expected, Rules(catalog, Property(name), value));
        if (decimal.Parse(float.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture) == value)
        {
            Assert.Equal(expected, Rules(catalog, Property(name), float.Parse(text, CultureInfo.InvariantCulture)));
            Assert.Equal(expected, Rules(catalog, Property(name), (double)float.Parse(text, CultureInfo.InvariantCulture)));
        }

        if (value == decimal.Truncate(value))
            Assert.Equal(expected, Rules(catalog, Property(name), (int)value));
    });

    [Fact]
    public void A_model_takes_an_integer_if_and_only_if_its_bounds_contain_it() => Gen.Select(Gen.OneOf("TopK", "Seed", "MaxTokens", "MaxCompletionTokens"), IntegerRanges, Gen.Int[-60, 60])
        .Sample(static (property, bounds, value) =>
        {
            var expected = Contains(bounds, value) ? [] : new[] { RequestRule.ParameterOutOfBounds };
            var catalog = Catalog($"model a\n  {KnownParameter.NameOf(property)} {bounds}\n{Lists}");
            Assert.Equal(expected, Rules(catalog, property, value));
            Assert.Equal(expected, Rules(catalog, property, (long)value));
        });

    [Fact]
    public void Another_model_is_judged_by_what_is_possible_and_then_by_what_is_portable() => Gen.Select(Gen.OneOf(Numbers), Ranges, Ranges, Values).Sample(static (name, possible, portable, text) =>
    {
        var catalog = Catalog($"possible\n  {name} {possible}\n{Lists}portable\n  {name} {portable}\n{Lists}");
        var value = decimal.Parse(text, CultureInfo.InvariantCulture);
        var expected = !Contains(possible, value) ? [RequestRule.ParameterOutOfBounds]
            : !Contains(portable, value) ? [RequestRule.ParameterNotPortable]
            : Array.Empty<RequestRule>();
        Assert.Equal(expected, Rules(catalog, Property(name), value));
        Assert.Equal(expected, Rules(catalog, Property(name), value, model: null));
    });

    [Fact]
    public void Nothing_is_said_of_the_nearest_value_that_is_allowed() => Gen.Select(Gen.OneOf(Numbers), Ranges, Values).Sample(static (name, bounds, text) =>
    {
        var catalog = Catalog($"model a\n  {name} {bounds}\n{Lists}");
        var value = decimal.Parse(text, CultureInfo.InvariantCulture);
        foreach (var problem in Check(catalog, Property(name), value, "a"))
        {
            var isBelow = value <= bounds.Minimum;
            Assert.Equal((isBelow ? bounds.ExcludesMinimum : bounds.ExcludesMaximum) ? null : (isBelow ? bounds.Minimum : bounds.Maximum), problem.Nearest is { } found ? decimal.Parse(found, CultureInfo.InvariantCulture) : null);
            if (problem.Nearest is { } nearest)
                Assert.Empty(Check(catalog, Property(name), double.Parse(nearest, CultureInfo.InvariantCulture), "a"));
        }
    });

    [Fact]
    public void Nothing_is_said_of_the_nearest_integer_that_is_allowed() => Gen.Select(IntegerRanges, Gen.Int[-60, 60]).Sample(static (bounds, value) =>
    {
        var catalog = Catalog($"model a\n  seed {bounds}\n{Lists}");
        foreach (var problem in Check(catalog, "Seed", value, "a"))
        {
            var nearest = long.Parse(problem.Nearest!, CultureInfo.InvariantCulture);
            Assert.Empty(Check(catalog, "Seed", nearest, "a"));
            Assert.NotEmpty(Check(catalog, "Seed", nearest + Math.Sign(value - nearest), "a"));
        }
    });

    [Fact]
    public void What_is_sent_of_a_float_is_its_shortest_form() => Gen.Single.Where(float.IsFinite).Sample(static value =>
    {
        var sent = SentNumber.Of(value);
        Assert.Equal(double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), sent);
        Assert.Equal(value, (float)sent);
    });

    [Fact]
    public void What_is_sent_of_another_number_is_the_number() => Gen.Double.Where(static value => double.IsFinite(value) && (float)value != value).Sample(static value =>
        Assert.Equal(value, SentNumber.Of(value)));

    /// <summary>Any request at all, of any model of the catalog or none.</summary>
    [Fact]
    public void What_is_said_of_a_request_is_well_said()
    {
        var ids = ModelCatalog.Default.Ids.Order(StringComparer.Ordinal).ToArray();
        var models = Gen.Frequency((3, Gen.OneOf(ids)), (1, Gen.OneOf("nobody/knows"))).Null(0.2);
        var numbers = Gen.OneOf(Gen.Double[-4, 4], Gen.Double.Special);
        var parameter = Gen.OneOf(
            Gen.Select(Gen.OneOf(Numbers), numbers, static (name, value) => KnownParameter.Of(Property(name), value)),
            Gen.Select(Gen.OneOf("TopK", "Seed", "MaxTokens", "MaxCompletionTokens"), Gen.OneOf(Gen.Int[-3, 3], Gen.Int), static (name, value) => KnownParameter.Of(name, value)),
            Gen.Select(Gen.Int[0, 20], Gen.Bool, KnownParameter.OfTexts),
            Gen.Select(Gen.OneOf<string>([.. ModelVocabulary.Efforts, "", "High"]), static word => KnownParameter.Of("ReasoningEffort", word)),
            Gen.Select(Gen.Int[0, 4], static format => KnownParameter.Of("ResponseFormat", format)),
            Gen.Select(Gen.Bool, static flag => KnownParameter.Of("IncludeUsage", flag)));
        Gen.Select(models, parameter.Array[0, 8], Gen.OneOf(ModelVocabulary.Roles).Array[0, 3], Gen.OneOf(ModelVocabulary.ContentParts).Array[0, 2], Gen.Bool.Nullable(), Gen.Bool)
            .Sample((model, parameters, roles, parts, hasSchema, isStream) =>
            {
                var request = new KnownRequest(model, parameters.OfType<KnownParameter>().DistinctBy(static parameter => parameter.Property).ToEquatableArray())
                {
                    Roles = new(roles),
                    ContentParts = new(parts),
                    HasSchema = hasSchema,
                    IsStream = isStream,
                };
                var facts = model is null ? null : ModelCatalog.Default.Find(model);
                var problems = RequestRules.Check(request, ModelCatalog.Default).ToList();
                Assert.Equal(problems, RequestRules.Check(request, ModelCatalog.Default));
                Assert.Equal(problems.Count, problems.Distinct().Count());
                Assert.All(problems, problem => AssertWellSaid(problem, request, facts));
            });
    }

    private static void AssertWellSaid(RequestProblem problem, KnownRequest request, ModelFacts? facts)
    {
        switch (problem.Rule)
        {
            case RequestRule.RoleNotTaken:
                Assert.True(request.Roles.Contains(problem.Subject) && !facts!.Roles.Contains(problem.Subject));
                return;
            case RequestRule.ContentPartNotTaken:
                Assert.True(request.ContentParts.Contains(problem.Subject) && !facts!.ContentParts.Contains(problem.Subject));
                return;
            case RequestRule.ResponseFormatNotTaken:
                Assert.True(request.Format == problem.Subject && !facts!.Formats.Contains(problem.Subject));
                break;
            case RequestRule.SchemaInPrompt:
                Assert.True(request.HasSchema == true && !request.Sets("ResponseFormat") && !facts!.Formats.Contains(problem.Subject));
                break;
            default:
                Assert.True(request.Sets(problem.Subject));
                break;
        }

        var format = Analyzers.Rules.Of(problem.Rule).MessageFormat.ToString(CultureInfo.InvariantCulture);
        var message = string.Format(CultureInfo.InvariantCulture, format, [.. problem.Arguments]);
        Assert.All(Enumerable.Range(0, problem.Arguments.Count), i => Assert.Contains($"{{{i}}}", format, StringComparison.Ordinal));
        Assert.DoesNotMatch("  | ;| ,|[.{}]$|^ | $", message);
        Assert.Contains(problem.Rule == RequestRule.StopWithStructure ? "Stop" : problem.Subject, message, StringComparison.Ordinal);
    }

    private static bool Contains(ParameterBounds bounds, decimal value) =>
        (bounds.Minimum is not { } low || (bounds.ExcludesMinimum ? value > low : value >= low))
        && (bounds.Maximum is not { } high || (bounds.ExcludesMaximum ? value < high : value <= high));

    private static string Property(string name) => string.Concat(name.Split('_').Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static ModelCatalog Catalog(string text)
    {
        var (catalog, errors) = ModelCatalog.Parse(text);
        Assert.Empty(errors);
        return catalog;
    }

    private static IEnumerable<RequestProblem> Check(ModelCatalog catalog, string property, object value, string? model) =>
        RequestRules.Check(new(model, new([KnownParameter.Of(property, value)!])), catalog);

    private static IEnumerable<RequestRule> Rules(ModelCatalog catalog, string property, object value, string? model = "a") =>
        Check(catalog, property, value, model).Where(static problem => problem.Rule != RequestRule.TokenLimitRenamed).Select(static problem => problem.Rule);
}
