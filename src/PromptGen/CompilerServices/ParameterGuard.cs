using System.Globalization;
using System.Numerics;

namespace PromptGen.CompilerServices;

/// <summary>Throws for what a model does not take. A value that is as it was declared is passed over.</summary>
/// <param name="model">The model that the request names, for the message.</param>
internal readonly struct ParameterGuard(string? model)
{
    public void Number(string name, ParameterRange? range, double? value, double? declared)
    {
        if (value is not { } given || given == declared)
            return;
        var written = WrittenNumber.Of(given);
        if (!Taken(name, range, given).Bounds.Contains(written))
            throw OutOfRange(name, given, $"{name} must be a number {range!.Value.Bounds.Describe()}", written.ToString(CultureInfo.InvariantCulture));
    }

    public void Integer<T>(string name, ParameterRange? range, T? value, T? declared)
        where T : struct, IBinaryInteger<T>
    {
        if (value is not { } given || given == declared)
            return;
        if (!Taken(name, range, given).Bounds.Contains(long.CreateChecked(given)))
            throw OutOfRange(name, given, $"{name} must be an integer {range!.Value.Bounds.Describe()}", given.ToString(null, CultureInfo.InvariantCulture));
    }

    public void Texts(string name, ParameterRange? range, IReadOnlyList<string>? value, IReadOnlyList<string>? declared)
    {
        // An empty list is not sent: it takes back what is declared.
        if (value is not { Count: > 0 and var count } || ReferenceEquals(value, declared))
            return;
        if (!Taken(name, range, value).Bounds.Contains((long)count))
            throw OutOfRange(name, count, $"The number of texts in {name} must be an integer {range!.Value.Bounds.Describe()}", count.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < count; i++)
        {
            if (string.IsNullOrEmpty(value[i]))
                throw new ArgumentOutOfRangeException(name, value[i], $"No text in {name} may be empty.");
        }
    }

    public void Word(string name, IReadOnlyList<string>? words, string? value, string? declared)
    {
        if (value is null || value == declared)
            return;
        if (words is null)
            throw NotTaken(name, value);
        if (words.Count > 0 && !words.Contains(value))
            throw OutOfRange(name, value, $"{name} must be one of {string.Join(", ", words)}", $"'{value}'");
    }

    private ParameterRange Taken<T>(string name, ParameterRange? range, T value) => range ?? throw NotTaken(name, value);

    private ArgumentOutOfRangeException NotTaken(string name, object? value) =>
        new(name, value, model is null ? $"No model has {name}." : $"The model '{model}' has no {name}.");

    private ArgumentOutOfRangeException OutOfRange(string name, object value, string expected, string found) =>
        new(name, value, $"{expected}{(model is null ? "" : $" for the model '{model}'")}; it is {found}.");
}
