package org.zoetrope.media.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatesTest {
    @ParameterizedTest
    @CsvSource({
        "25/1, 25/1, false, 25/1",
        "30000/1001, 30000/1001, false, 30000/1001",
        "2997/100, 2997/100, false, 30000/1001",
        "1230000/50983, 90000/2999, false, 30/1",
        "187/1, 187/1, false, 60/1",
        "120/1, 120/1, false, 60/1",
        "25/1, 50/1, true, 25/1",
        "25/1, 50/1, false, 25/1",
        "0/0, 30000/1001, false, 30000/1001",
        "0/0, 0/0, false, 25/1",
        "15/1, 15/1, false, 15/1",
        "1/10, 1/10, false, 1/1",
        "2500/101, 90000/1, false, 25/1"
    })
    void theRateIsTheNearestSaneOneThatLosesNoPicture(
            String average, String nominal, boolean interlaced, String expected) {
        assertEquals(expected, Rates.of(average, nominal, interlaced).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "187/1, 187/1, true",
        "61/1, 90000/1, true",
        "0/0, 120/1, true",
        "60/1, 60/1, false",
        "60000/1001, 60000/1001, false",
        "601/10, 60/1, false",
        "29/1, 90000/1, false",
        "0/0, 0/0, false"
    })
    void moreThanSixtyPicturesASecondAreTooMany(String average, String nominal, boolean expected) {
        assertEquals(expected, Rates.isTooFast(average, nominal));
    }
}
