using System.Globalization;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using PromptGen.Generator.Reading;
using PromptGen.Models;

namespace PromptGen.Generator.Tests.Models;

/// <summary>
/// What is emitted of models does what the catalog says. A prompt for each kind of model is compiled and loaded, and its parameters are
/// given at run time: at each bound, and right beside it.
/// </summary>
public sealed class KnownModelsTests
{
    /// <summary>Models that have what none of the default ones has: bounds that are left out, on numbers, integers and texts; digits that a double has not.</summary>
    private const string Own = """
        possible
          max_tokens ..<4096
          temperature >-1..<1.5
          top_k >0..
          stop >1..<4
          reasoning_effort low
          roles user
          formats none
          content text

        model own/open
          max_completion_tokens >0..<100
          temperature >0..<2
          top_p >0.1..
          min_p ..<0.3
          frequency_penalty >-0.7..-0.1
          seed 9007199254740993..900719925474099301
          stop 2..<5
          roles user
          formats none
          content text

        model own/nothing
          roles user
          formats none
          content text
        """;

    private static readonly Lazy<IReadOnlyList<Known>> Models = new(static () => [.. Load(null), .. Load(Own)]);

    public static TheoryData<string> Numbers() => OfKind(PromptGen.Models.ParameterKind.Number);

    public static TheoryData<string> Integers() => OfKind(PromptGen.Models.ParameterKind.Integer);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_is_held_to_its_bounds(string parameter)
    {
        foreach (var model in Models.Value)
        {
            if (model.Facts.Bounds(parameter) is not { } bounds)
            {
                IsNotThere(model.Refused(parameter, 1d), model);
                continue;
            }

            var (low, high) = ((double)(bounds.Minimum ?? -1000), (double)(bounds.Maximum ?? 1000));
            model.Taken(parameter, (low + high) / 2);
            foreach (var (bound, excluded, outside) in new[] { (bounds.Minimum, bounds.ExcludesMinimum, -1), (bounds.Maximum, bounds.ExcludesMaximum, 1) })
            {
                if (bound is null)
                {
                    model.Taken(parameter, outside * (double)float.MaxValue * 10);
                    continue;
                }

                var at = double.Parse(ParameterBounds.Text(bound.Value), CultureInfo.InvariantCulture);
                var (above, below) = (Math.BitIncrement(at), Math.BitDecrement(at));
                model.Taken(parameter, outside < 0 ? above : below);
                Says(model.Refused(parameter, outside < 0 ? below : above), model, "a number " + bounds.Describe());

                // A float at the bound is the bound, on whichever side of it its exact value lies.
                foreach (var written in new[] { at, (double)(float)at })
                {
                    if (excluded)
                        Says(model.Refused(parameter, written), model, "a number " + bounds.Describe());
                    else
                        model.Taken(parameter, written);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Integers))]
    public void An_integer_is_held_to_its_bounds(string parameter)
    {
        var (least, most) = parameter == "seed" ? (long.MinValue, long.MaxValue) : (int.MinValue, int.MaxValue);
        foreach (var model in Models.Value)
        {
            if (model.Bounds(parameter) is not { } bounds)
            {
                IsNotThere(model.Refused(parameter, 1), model);
                continue;
            }

            var low = bounds.Minimum is { } minimum ? (long)minimum + (bounds.ExcludesMinimum ? 1 : 0) : least;
            var high = bounds.Maximum is { } maximum ? (long)maximum - (bounds.ExcludesMaximum ? 1 : 0) : most;
            foreach (var inside in new[] { low, high })
                model.Taken(parameter, inside);
            if (low > least)
                Says(model.Refused(parameter, low - 1), model, "an integer " + bounds.Describe());
            if (high < most)
                Says(model.Refused(parameter, high + 1), model, "an integer " + bounds.Describe());
        }
    }

    [Fact]
    public void Stop_texts_are_counted()
    {
        foreach (var model in Models.Value)
        {
            // None at all is not sent, and so no matter.
            model.Taken("stop", 0);
            if (model.Facts.Bounds("stop") is not { } bounds)
            {
                IsNotThere(model.Refused("stop", 1), model);
                continue;
            }

            for (var count = 1; count < 20; count++)
            {
                if (bounds.Contains((long)count))
                    model.Taken("stop", count);
                else
                    Says(model.Refused("stop", count), model, "an integer " + bounds.Describe());
            }
        }
    }

    [Fact]
    public void Efforts_are_the_words_of_the_model()
    {
        foreach (var model in Models.Value)
        {
            foreach (var word in ModelVocabulary.Efforts.Append("High"))
            {
                // Words come and go: of a model that is not known nobody knows them all.
                if (model.Id is null or "un/known" or "an/other" || model.Facts.Efforts.Contains(word))
                    model.Taken(ModelVocabulary.ReasoningEffort, word);
                else if (model.Facts.Efforts.IsEmpty)
                    IsNotThere(model.Refused(ModelVocabulary.ReasoningEffort, word), model);
                else
                    Says(model.Refused(ModelVocabulary.ReasoningEffort, word), model, "one of " + string.Join(", ", model.Facts.Efforts));
            }
        }
    }

    [Fact]
    public void A_stream_asks_for_its_tokens_where_the_model_has_a_name_for_that()
    {
        foreach (var model in Models.Value)
            Assert.Equal(model.Facts.Has("stream_options"), model.Prompt(ChatParameters.None).Request.ToJson(stream: true).Contains("stream_options", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_model_has_a_field_of_its_own()
    {
        string[] ids = ["a.b", "a-b", "a/b", "a_b", "A_b", "Any", "KnownModels", "Equals", "class", "4o", "模型", "\"", "\\", "a\u00a0b"];
        Assert.Equal(ids.Length, ids.Select(ModelNames.FieldOf).Distinct(StringComparer.Ordinal).Count());
        var facts = string.Concat(ids.Select(static id => $"model {id}\n")) + "  temperature 0..1\n  roles user\n  formats none\n  content text\n";
        foreach (var (id, prompt) in Compile(ids, facts))
            Assert.StartsWith($"Temperature must be a number from 0 to 1 for the model '{id}'", Known.Refusal(() => prompt(new() { Temperature = 2 })).Message, StringComparison.Ordinal);
    }

    private static void Says(string message, Known model, string expected) =>
        Assert.Contains($" must be {expected}{(model.Id is null ? "" : $" for the model '{model.Id}'")}; it is ", message, StringComparison.Ordinal);

    private static void IsNotThere(string message, Known model) =>
        Assert.StartsWith(model.Id is null ? "No model has " : $"The model '{model.Id}' has no ", message, StringComparison.Ordinal);

    private static TheoryData<string> OfKind(PromptGen.Models.ParameterKind kind) => [.. ModelVocabulary.Parameters.Where(parameter => ModelVocabulary.KindOf(parameter) == kind)];

    /// <summary>
    /// A prompt for a model of each kind in the default catalog, or in a user's own; for one that nobody knows, and for none; and some whose calls name another.
    /// </summary>
    private static IEnumerable<Known> Load(string? own)
    {
        var catalog = own is null ? ModelCatalog.Default : ModelCatalog.Default.With(ModelCatalog.Parse(own).Catalog);
        var ids = (own is null ? catalog : ModelCatalog.Parse(own).Catalog).Ids.GroupBy(catalog.Find).Select(static group => group.Order(StringComparer.Ordinal).First()).ToList();
        foreach (var (id, prompt) in Compile([.. ids, "un/known", ""], own))
        {
            yield return new(id.Length == 0 ? null : id, catalog.Find(id) ?? catalog.Possible!, prompt);
            if (id.Length == 0 || id == ids[0])
                yield return new("an/other", catalog.Possible!, parameters => prompt(parameters with { Model = "an/other" }));
        }
    }

    private static IEnumerable<(string Id, Func<ChatParameters, Prompt<string>> Prompt)> Compile(IReadOnlyList<string> ids, string? own)
    {
        var methods = ids.Select(static (id, i) => $"[Prompt(\"Hi\"{(id.Length == 0 ? "" : $", Model = {Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(id, true)}")})] Task<string> M{i}(ChatParameters parameters);");
        var run = GeneratorRun.Start($"using System.Threading.Tasks; using PromptGen; internal partial interface IAsk {{ {string.Join("\n", methods)} }}");
        if (own is not null)
            run = run.With([new ModelsFileTests.TextFile(own)]);
        using var image = new MemoryStream();
        Assert.Empty(run.Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        image.Position = 0;
        var requests = new AssemblyLoadContext(null).LoadFromStream(image).GetType("IAsk", true)!.GetNestedType("PromptRequests")!;
        return ids.Select((id, i) => (id, requests.GetMethod($"M{i}")!.CreateDelegate<Func<ChatParameters, Prompt<string>>>()));
    }

    /// <summary>A model, what the catalog says of it, and a compiled prompt for it.</summary>
    private sealed record Known(string? Id, ModelFacts Facts, Func<ChatParameters, Prompt<string>> Prompt)
    {
        /// <summary>The bounds of a parameter. A token limit goes under the other name where the model has only that.</summary>
        public ParameterBounds? Bounds(string parameter) => Facts.Bounds(parameter) ?? parameter switch
        {
            "max_tokens" => Facts.Bounds("max_completion_tokens"),
            "max_completion_tokens" => Facts.Bounds("max_tokens"),
            _ => null,
        };

        public void Taken(string parameter, object value)
        {
            try
            {
                Assert.NotNull(Prompt(Parameters(parameter, value)).Request);
            }
            catch (ArgumentException exception)
            {
                throw new InvalidOperationException($"{Id} has {parameter} {Bounds(parameter)} and refuses {value}.", exception);
            }
        }

        /// <summary>What is said of a value that is refused.</summary>
        public string Refused(string parameter, object value)
        {
            var exception = Refusal(() => Prompt(Parameters(parameter, value)));
            Assert.Equal(parameter.Replace("_", "", StringComparison.Ordinal), exception.ParamName, ignoreCase: true);
            return exception.Message;
        }

        public static ArgumentOutOfRangeException Refusal(Func<Prompt<string>> prompt) => Assert.Throws<ArgumentOutOfRangeException>(() => prompt().Request);

        private static ChatParameters Parameters(string parameter, object value)
        {
            var (number, integer) = (value as double?, value as long? ?? value as int?);
            return parameter switch
            {
                "max_tokens" => new() { MaxTokens = (int?)integer },
                "max_completion_tokens" => new() { MaxCompletionTokens = (int?)integer },
                "temperature" => new() { Temperature = number },
                "top_p" => new() { TopP = number },
                "top_k" => new() { TopK = (int?)integer },
                "min_p" => new() { MinP = number },
                "top_a" => new() { TopA = number },
                "frequency_penalty" => new() { FrequencyPenalty = number },
                "presence_penalty" => new() { PresencePenalty = number },
                "repetition_penalty" => new() { RepetitionPenalty = number },
                "seed" => new() { Seed = integer },
                "stop" => new() { Stop = [.. Enumerable.Range(1, (int)integer!).Select(static i => $"stop {i}")] },
                ModelVocabulary.ReasoningEffort => new() { ReasoningEffort = (string)value },
                _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter, "There is no such parameter."),
            };
        }
    }
}
