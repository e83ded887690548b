namespace PromptGen;

/// <summary>Makes validators of functions.</summary>
public static class PromptValidator
{
    /// <summary>A validator that is a function.</summary>
    /// <typeparam name="T">The type of the values that it checks.</typeparam>
    /// <param name="validate">Tells what is wrong with a value; nothing where it is as it should be.</param>
    public static IPromptValidator<T> Of<T>(Func<T, IEnumerable<SchemaViolation>> validate)
    {
        ArgumentNullException.ThrowIfNull(validate);
        return new Function<T>(validate);
    }

    /// <summary>What the validators that are for such values find wrong with one.</summary>
    internal static IReadOnlyList<SchemaViolation> Check<T>(IReadOnlyList<IPromptValidator> validators, T value)
    {
        if (validators.Count == 0)
            return [];
        var findings = new List<SchemaViolation>();
        foreach (var validator in validators)
        {
            if (validator is IPromptValidator<T> suitable)
                findings.AddRange(suitable.Validate(value).Take(ViolationLog.MaxViolations - findings.Count));
        }

        return findings;
    }

    private sealed class Function<T>(Func<T, IEnumerable<SchemaViolation>> validate) : IPromptValidator<T>
    {
        public IEnumerable<SchemaViolation> Validate(T value) => validate(value);
    }
}
