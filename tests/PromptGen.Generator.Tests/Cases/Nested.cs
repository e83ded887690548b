using System;
using System.Threading.Tasks;
using PromptGen;

namespace Demo.@namespace
{
    internal static partial class Outer
    {
        internal partial record struct Middle(int Value)
        {
            internal partial interface IInner
            {
                [Prompt("{when} {day} {time} {id} {flag} {letter} {kind} {price} {link} {count} {maybe}")]
                ValueTask<Answer> AskAsync(
                    DateTime when,
                    DateOnly day,
                    TimeOnly? time,
                    Guid id,
                    bool? flag,
                    char letter,
                    Kind kind = Kind.@class,
                    decimal? price = 1.50m,
                    Uri? link = null,
                    double count = double.PositiveInfinity,
                    Kind? maybe = Kind.@class);
            }

            internal enum Kind
            {
                @class = 3,
                Other,
            }

            internal readonly record struct Answer(Kind Kind, bool @checked);
        }
    }
}
