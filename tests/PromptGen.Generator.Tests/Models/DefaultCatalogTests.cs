using PromptGen.Models;

namespace PromptGen.Generator.Tests.Models;

/// <summary>The data that PromptGen comes with.</summary>
public sealed class DefaultCatalogTests
{
    private const string Lists = "  roles system developer user assistant\n  formats text json_object json_schema\n";

    [Fact]
    public void The_default_file_has_no_error()
    {
        var (catalog, errors) = ModelCatalog.Parse(ModelCatalog.ReadDefaultText());
        Assert.Empty(errors);
        Assert.Equal(444, catalog.Ids.Count);
        Assert.Equal(catalog, ModelCatalog.Default);
        Assert.Same(ModelCatalog.Default, ModelCatalog.Default);
    }

    [Fact]
    public void The_default_file_is_written_as_the_catalog_writes_it()
    {
        var lines = ModelCatalog.ReadDefaultText().Split('\n').Where(static line => !line.StartsWith('#'));
        Assert.Equal(ModelCatalog.Default.ToString(), string.Join("\n", lines).TrimStart('\n'));
    }

    [Theory]
    [InlineData(
        "google/gemma-3-27b-it",
        "max_tokens 1..; max_completion_tokens 1..; temperature 0..2; top_p 0.01..1; top_k; min_p 0.001..0.999; top_a 0..1; frequency_penalty -2..2; "
        + "presence_penalty -2..2; repetition_penalty; seed 1..; stop ..4; stream_options; roles system developer user assistant; formats text json_object json_schema; content text image_url file")]
    [InlineData(
        "google/gemma-3-4b-it",
        "max_tokens 1..; max_completion_tokens 1..; temperature 0..2; top_p 0.01..1; top_k; min_p 0.001..0.999; top_a 0..1; frequency_penalty -2..2; "
        + "presence_penalty -2..2; repetition_penalty; seed 1..; stop ..4; stream_options; roles user assistant; formats none; content text image_url file")]
    public void A_model_has_all_its_facts(string id, string facts) =>
        Assert.Equal(facts, ModelCatalog.Default.Find(id)!.ToString().Trim().Replace("\n  ", "; ", StringComparison.Ordinal));

    [Theory]
    [InlineData("claude-sonnet-4-5-20250929")]
    [InlineData("claude-opus-4-1-20250805")]
    public void Some_Claude_models_end_at_a_temperature_of_1(string id)
    {
        var facts = Facts(id);
        Assert.Equal(new ParameterBounds(0, 1), facts.Bounds("temperature"));
        Assert.True(facts.ContentParts.Contains("text"));
        Assert.False(facts.ContentParts.Contains("image_url"));
    }

    [Theory]
    [InlineData("openai/gpt-5-2025-08-07")]
    [InlineData("openai/gpt-5-mini-2025-08-07")]
    [InlineData("o1")]
    public void Reasoning_models_have_an_effort_and_no_temperature(string id)
    {
        var facts = Facts(id);
        Assert.False(facts.Has("temperature"));
        Assert.False(facts.Has("top_p"));
        Assert.True(facts.Has("reasoning_effort"));
        Assert.Equal(["low", "medium", "high"], facts.Efforts);
    }

    [Fact]
    public void Gemma_4_31b_has_one_limit_of_tokens()
    {
        var facts = Facts("google/gemma-4-31b-it");
        Assert.True(facts.Has("max_tokens"));
        Assert.False(facts.Has("max_completion_tokens"));
    }

    [Fact]
    public void What_is_portable_is_possible()
    {
        var (portable, possible) = (ModelCatalog.Default.Portable!, ModelCatalog.Default.Possible!);
        Assert.EndsWith(Lists + "  content text image_url file\n", possible.ToString(), StringComparison.Ordinal);
        Assert.Equal(new ParameterBounds(0, 1), portable.Bounds("temperature"));
        Assert.Equal(new ParameterBounds(1, int.MaxValue), portable.Bounds("seed"));
        Assert.Equal(new ParameterBounds(0, 2, ExcludesMinimum: true), portable.Bounds("repetition_penalty"));
        AssertWithin(portable, possible);
    }

    [Fact]
    public void What_a_model_takes_is_possible()
    {
        foreach (var id in ModelCatalog.Default.Ids)
            AssertWithin(Facts(id), ModelCatalog.Default.Possible!);
    }

    private static ModelFacts Facts(string id) => ModelCatalog.Default.Find(id) ?? throw new InvalidOperationException($"There is no {id}.");

    private static void AssertWithin(ModelFacts inner, ModelFacts outer)
    {
        foreach (var parameter in ModelVocabulary.Parameters)
        {
            if (inner.Bounds(parameter) is not { } bounds)
                continue;

            // A model without bounds says nothing, rather than that it takes more than any other.
            Assert.True(outer.Has(parameter));
            Assert.True(bounds.Minimum is not { } minimum || outer.Bounds(parameter)!.Value.Contains((double)minimum), parameter);
            Assert.True(bounds.Maximum is not { } maximum || outer.Bounds(parameter)!.Value.Contains((double)maximum), parameter);
        }

        Assert.All(inner.Efforts, effort => Assert.True(outer.Efforts.Contains(effort)));
        Assert.All(inner.Roles, role => Assert.True(outer.Roles.Contains(role)));
        Assert.All(inner.Formats, format => Assert.True(outer.Formats.Contains(format)));
        Assert.All(inner.ContentParts, part => Assert.True(outer.ContentParts.Contains(part)));
    }
}
